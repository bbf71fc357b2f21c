import OpenAI from 'openai'

const clients = [new OpenAI(), new OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'none' })]

export async function ask(turn: number) {
  const completion = await clients[turn % 2]!.chat.completions.create({
    model: process.env.MODEL ?? 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Whose turn is it?' }],
  })
  return completion.choices[0]?.message.content
}
