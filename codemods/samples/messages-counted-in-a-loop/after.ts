import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const tools: OpenAI.Chat.ChatCompletionTool[] = [
  { type: 'function', function: { name: 'roll', parameters: { type: 'object', properties: {} } } },
]
const messages: OpenAI.Chat.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Roll twice.' }]

// Whoever counts messages counts an answer with two calls once.
while (messages.length < 6) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({ model: 'gpt-4o-mini', messages, tools })))
  const message = completion.choices[0]!.message
  messages.push(message)
  if (!message.tool_calls) {
    console.log(message.content)
    break
  }
  for (const call of message.tool_calls) messages.push({ role: 'tool', tool_call_id: call.id, content: '4' })
}
