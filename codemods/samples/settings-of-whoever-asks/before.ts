import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask<Settings extends { model: string }>(prompt: string, settings: Settings) {
  const completion = await openai.chat.completions.create({
    ...settings,
    messages: [{ role: 'user', content: prompt }],
    stream: false,
  })
  return completion.choices[0]?.message.content
}
