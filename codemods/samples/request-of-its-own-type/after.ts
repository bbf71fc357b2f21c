import OpenAI from 'openai'

const openai = new OpenAI()

interface ChatRequest {
  model: string
  input: { role: 'user' | 'assistant'; content: string }[]
  store?: boolean
}

async function send(request: ChatRequest): Promise<string> {
  const completion = await openai.responses.create(request)
  return completion.output_text || 'nothing'
}

console.log(await send({ model: 'gpt-4o-mini', input: [{ role: 'user', content: 'Hello' }], store: false }))
