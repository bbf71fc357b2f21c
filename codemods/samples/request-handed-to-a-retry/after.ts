import OpenAI from 'openai'

const openai = new OpenAI()

async function send(request: OpenAI.Responses.ResponseCreateParamsNonStreaming, attempts = 2) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openai.responses.create(request)
    } catch (error) {
      if (attempt === attempts) throw error
    }
  }
}

export async function title(text: string) {
  const completion = await send({
    model: 'gpt-4o-mini',
    input: `A title for: ${text}`,
    max_output_tokens: 30,
    store: false,
  })
  return completion.output_text
}

export async function tags(text: string) {
  const request: OpenAI.Responses.ResponseCreateParamsNonStreaming = {
    model: 'gpt-4o-mini',
    input: [
      { role: 'system', content: 'Answer in JSON.' },
      { role: 'user', content: text },
    ],
    text: { format: { type: 'json_object' } },
    store: false,
  }
  const completion = await send(request, 3)
  return completion.output_text
}
