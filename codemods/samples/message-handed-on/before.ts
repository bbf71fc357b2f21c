import OpenAI from 'openai'
import type { ChatCompletionMessage, ChatCompletionMessageParam } from 'openai/resources/chat/completions'

const openai = new OpenAI()
const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: 'What time is it?' }]

async function next(): Promise<ChatCompletionMessage> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages,
    tools: [{ type: 'function', function: { name: 'now', parameters: { type: 'object', properties: { zone: { type: 'string' } } } } }],
  })
  const message = completion.choices[0]!.message
  messages.push(message)
  return message
}

function answerCalls(message: ChatCompletionMessage) {
  for (const call of message.tool_calls ?? []) {
    if (call.type !== 'function') continue
    console.log(call.function.name, call.function.arguments)
    messages.push({ role: 'tool', tool_call_id: call.id, content: '12:00' })
  }
}

let message = await next()
while (message.tool_calls?.length) {
  answerCalls(message)
  message = await next()
}
console.log(message.role, message.content)
