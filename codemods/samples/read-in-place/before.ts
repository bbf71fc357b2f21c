import OpenAI from 'openai'

const openai = new OpenAI()

export const haiku = async (subject: string) =>
  (
    await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: `A haiku about ${subject}.` }],
    })
  ).choices[0].message.content
