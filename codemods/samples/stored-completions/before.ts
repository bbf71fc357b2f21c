import OpenAI from 'openai'

const openai = new OpenAI()

export async function stored(id: string) {
  const completion = await openai.chat.completions.retrieve(id)
  return completion.choices[0].message.content
}
