import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const format = {
  type: 'json_schema' as const,
  json_schema: { name: 'city', schema: { type: 'object', properties: { name: { type: 'string' } } } },
}

export const nameOfTheFormat = () => format.json_schema.name

export async function find(text: string) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: text }],
    response_format: format,
  })))
  return completion.choices[0].message.content
}
