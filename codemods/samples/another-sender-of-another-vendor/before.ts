import OpenAI from 'openai'

const client = new OpenAI()

export async function ask(question: string, send?: (url: string, body: object) => Promise<string>) {
  const messages = [{ role: 'user' as const, content: question }]
  if (send !== undefined) return send('https://openrouter.ai/api/v1/chat/completions', { model: 'auto', messages })
  const completion = await client.chat.completions.create({ model: 'gpt-4o', messages })
  return completion.choices[0]?.message.content
}
