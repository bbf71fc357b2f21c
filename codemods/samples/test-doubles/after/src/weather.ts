import OpenAI from 'openai'

const client = new OpenAI({ apiKey: 'sk-test' })

export async function cityOf(question: string): Promise<string | undefined> {
  const completion = await client.responses.create({
    model: 'gpt-4o',
    input: question,
    tools: [{ type: 'function', name: 'weather', parameters: { type: 'object', properties: {} }, strict: false }],
    store: false,
  })
  for (const call of completion.output.flatMap(item => (item.type === 'function_call' ? [item] : []))) {
    if (call.type === 'function_call') return JSON.parse(call.arguments).city
  }
  return undefined
}
