import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(
  question: string,
  overrides: Partial<OpenAI.Chat.ChatCompletionCreateParamsNonStreaming> = {},
) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    ...overrides,
  })
  return completion.choices[0].message.content
}
