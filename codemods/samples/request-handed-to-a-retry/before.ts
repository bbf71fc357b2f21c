import OpenAI from 'openai'
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'

const openai = new OpenAI()

async function send(request: ChatCompletionCreateParamsNonStreaming, attempts = 2) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openai.chat.completions.create(request)
    } catch (error) {
      if (attempt === attempts) throw error
    }
  }
}

export async function title(text: string) {
  const completion = await send({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: `A title for: ${text}` }],
    max_tokens: 30,
  })
  return completion.choices[0].message.content
}

export async function tags(text: string) {
  const request: ChatCompletionCreateParamsNonStreaming = {
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Answer in JSON.' },
      { role: 'user', content: text },
    ],
    response_format: { type: 'json_object' },
  }
  const completion = await send(request, 3)
  return completion.choices[0].message.content
}
