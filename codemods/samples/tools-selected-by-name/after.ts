import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const tools: OpenAI.Chat.ChatCompletionTool[] = [
  { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } },
  { type: 'function', function: { name: 'walk', parameters: { type: 'object', properties: {} } } },
]

const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Where are we?' }],
  tools: tools.filter(tool => tool.type === 'function' && tool.function.name === 'look'),
})))
for (const call of completion.choices[0]?.message.tool_calls ?? []) console.log(call.type, call.id.length > 0)
