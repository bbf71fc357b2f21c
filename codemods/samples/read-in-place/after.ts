import OpenAI from 'openai'

const openai = new OpenAI()

export const haiku = async (subject: string) =>
  (
    await openai.responses.create({
      model: 'gpt-4o',
      input: `A haiku about ${subject}.`,
      store: false,
    })
  ).output_text
