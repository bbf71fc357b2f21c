import OpenAI from 'openai'

const openai = new OpenAI()
const messages: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: 'What time is it?' }]

async function next(): Promise<OpenAI.Responses.Response> {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: messages,
    tools: [{ type: 'function', name: 'now', parameters: { type: 'object', properties: { zone: { type: 'string' } } }, strict: false }],
    store: false,
  })
  messages.push(
    ...(completion.output_text ? [{ role: 'assistant' as const, content: completion.output_text }] : []),
    ...completion.output.flatMap(item => (item.type === 'function_call' ? [{ ...item, id: undefined }] : [])),
  )
  return completion
}

function answerCalls(message: OpenAI.Responses.Response) {
  for (const call of message.output.flatMap(item => (item.type === 'function_call' ? [item] : []))) {
    console.log(call.name, call.arguments)
    messages.push({ type: 'function_call_output', call_id: call.call_id, output: '12:00' })
  }
}

let message = await next()
while (message.output.some(item => item.type === 'function_call')) {
  answerCalls(message)
  message = await next()
}
console.log('assistant', message.output_text)
