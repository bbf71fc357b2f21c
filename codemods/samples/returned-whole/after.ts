import { OpenAI } from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export function createCompletion(prompt: string) {
  return openai.responses.create(toResponsesRequest({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: prompt }],
  })).then(response => toChatCompletion(response))
}
