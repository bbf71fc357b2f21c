import OpenAI from 'openai'

const openai = new OpenAI()

export async function complete(prompt: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: prompt,
    store: false,
  })
  return completion
}
