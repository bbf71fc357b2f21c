import OpenAI from 'openai'

const openai = new OpenAI()

interface Settings extends OpenAI.ChatCompletionCreateParamsNonStreaming {
  trace?: string
}

export async function ask(prompt: string, { trace, ...settings }: Settings): Promise<string | null | undefined> {
  console.error(trace)
  const completion = await openai.chat.completions.create({
    ...settings,
    messages: [{ role: 'user', content: prompt }],
  })
  return completion.choices[0]?.message.content
}
