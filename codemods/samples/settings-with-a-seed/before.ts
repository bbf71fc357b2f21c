import OpenAI from 'openai'

const openai = new OpenAI()

type Settings = { model: string; seed?: number }

export async function ask(prompt: string, settings: Settings): Promise<string | null | undefined> {
  const completion = await openai.chat.completions.create({
    ...settings,
    messages: [{ role: 'user', content: prompt }],
  })
  return completion.choices[0]?.message.content
}
