import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function ask(question, track) {
  const params = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  }
  track(params)
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest(params)))
  return completion.choices[0].message.content
}
