import OpenAI from 'openai'

const openai = new OpenAI()
const { completions } = openai.chat

export async function ask(content: string) {
  const completion = await completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  return completion.choices[0]?.message.content
}

export const stored = () => completions.list()
