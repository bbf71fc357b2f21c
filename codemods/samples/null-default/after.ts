import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function extract(line: string): Promise<unknown> {
  const response = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Answer with JSON.' },
      { role: 'user', content: line },
    ],
    response_format: { type: 'json_object' },
  })))
  return JSON.parse(response.choices[0].message.content ?? '{}')
}
