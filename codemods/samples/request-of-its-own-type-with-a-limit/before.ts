import OpenAI from 'openai'

const openai = new OpenAI()

interface ChatRequest {
  model: string
  max_tokens?: number
  messages: { role: 'user' | 'assistant'; content: string }[]
}

async function send(request: ChatRequest): Promise<string> {
  const completion = await openai.chat.completions.create(request)
  return completion.choices[0]?.message.content || 'nothing at all'
}

console.log(await send({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] }))
