import OpenAI from 'openai'

const openai = new OpenAI()

const tools: OpenAI.Responses.FunctionTool[] = [
  {
    type: 'function',
    name: 'get_time',
    description: 'The time in a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    strict: false,
  },
]

function getTime({ city }: { city: string }) {
  return `${city}: 12:00`
}

async function run(question: string) {
  const messages: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: question }]
  for (;;) {
    const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, tools, store: false })
    messages.push(
      ...(completion.output_text ? [{ role: 'assistant' as const, content: completion.output_text }] : []),
      ...completion.output.flatMap(item => (item.type === 'function_call' ? [{ ...item, id: undefined }] : [])),
    )
    if (!completion.output.some(item => item.type === 'function_call')) return completion.output_text
    for (const call of completion.output.flatMap(item => (item.type === 'function_call' ? [item] : []))) {
      const result = getTime(JSON.parse(call.arguments))
      console.log(call.name, result)
      messages.push({ type: 'function_call_output', call_id: call.call_id, output: result })
    }
  }
}

console.log(await run('What time is it in Paris and Rome?'))
