import OpenAI from 'openai'

const openai = new OpenAI()

export interface Settings {
  temperature?: number
  top_p?: number
  user?: string
}

export async function ask(question: string, settings: Settings = {}) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    ...settings,
  })
  return completion.choices[0].message.content
}
