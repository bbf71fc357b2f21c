import OpenAI from 'openai'

const openai = new OpenAI()

export async function complete(prompt: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: prompt }],
  })
  return completion
}
