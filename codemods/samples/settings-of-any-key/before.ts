import OpenAI from 'openai'

const openai = new OpenAI()

interface Settings {
  model: string
  [parameter: string]: unknown
}

export async function ask(prompt: string, settings: Settings): Promise<string | null | undefined> {
  const completion = await openai.chat.completions.create({
    ...settings,
    messages: [{ role: 'user', content: prompt }],
    stream: false,
  })
  return completion.choices[0]?.message.content
}
