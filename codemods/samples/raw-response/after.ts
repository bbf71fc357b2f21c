import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

const openai = new OpenAI()

export async function headers(question: string) {
  const response = await wrap(openai).chat.completions
    .create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })
    .asResponse()
  const body = await response.text()
  return { limit: response.headers.get('x-ratelimit-remaining-requests'), body }
}
