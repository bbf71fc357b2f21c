import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string, short: boolean, reasoning: boolean) {
  const params: OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  }
  if (short) params.max_tokens = 100
  if (reasoning) params.max_completion_tokens = 2000
  const completion = await openai.chat.completions.create(params)
  return completion.choices[0].message.content
}
