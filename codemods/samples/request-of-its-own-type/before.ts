import OpenAI from 'openai'

const openai = new OpenAI()

interface ChatRequest {
  model: string
  messages: { role: 'user' | 'assistant'; content: string }[]
}

async function send(request: ChatRequest): Promise<string> {
  const completion = await openai.chat.completions.create(request)
  return completion.choices[0]?.message.content || 'nothing'
}

console.log(await send({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] }))
