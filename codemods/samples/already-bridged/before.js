import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const client = new OpenAI()

export async function ask(question) {
  const completion = toChatCompletion(await client.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })))
  return completion.choices[0].message.content ?? 'nothing'
}
