import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string, options: { json?: boolean; limit?: number } = {}) {
  const params: OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  }
  if (options.json) {
    params.response_format = { type: 'json_object' }
  }
  if (options.limit) params.max_tokens = options.limit
  params.temperature = options.json ? 0 : 0.7

  const completion = await openai.chat.completions.create(params)
  return completion.choices[0]?.message?.content ?? ''
}
