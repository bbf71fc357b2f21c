import OpenAI from 'openai'

const providers: Record<string, { baseURL?: string; apiKey?: string; model: string }> = {
  openai: { apiKey: process.env.OPENAI_API_KEY, model: 'gpt-4o' },
  groq: { baseURL: 'https://api.groq.com/openai/v1', apiKey: process.env.GROQ_API_KEY, model: 'llama-3.1-8b-instant' },
  ollama: { baseURL: 'http://localhost:11434/v1', apiKey: 'ollama', model: 'llama3' },
}

export async function ask(name: string, question: string): Promise<string> {
  const { model, ...options } = providers[name] ?? providers.openai!
  const client = new OpenAI(options)
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content || ''
}
