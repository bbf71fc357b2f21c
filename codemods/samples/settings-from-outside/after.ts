import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export interface Settings {
  temperature?: number
  max_tokens?: number
}

export async function ask(question: string, settings: Settings) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    ...settings,
  })))
  return completion.choices[0].message.content
}
