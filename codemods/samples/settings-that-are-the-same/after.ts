import OpenAI from 'openai'

const openai = new OpenAI()

export interface Settings {
  temperature?: number
  top_p?: number
  user?: string
}

export async function ask(question: string, settings: Settings = {}) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    ...settings,
    store: false,
  })
  return completion.output_text
}
