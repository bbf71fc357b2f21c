import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string, deterministic: boolean) {
  const request: OpenAI.Chat.ChatCompletionCreateParamsNonStreaming = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  }
  if (deterministic) {
    request.seed = 7
    request.temperature = 0
  }
  const completion = await openai.chat.completions.create(request)
  return completion.choices[0].message.content
}
