import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string, options: { json?: boolean; limit?: number } = {}) {
  const params: OpenAI.Responses.ResponseCreateParamsNonStreaming = {
    model: 'gpt-4o',
    input: question,
    store: false,
  }
  if (options.json) {
    params.text = { format: { type: 'json_object' } }
  }
  if (options.limit) params.max_output_tokens = options.limit
  params.temperature = options.json ? 0 : 0.7

  const completion = await openai.responses.create(params)
  return completion.output_text
}
