import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Who needs what?' }],
})))
console.log(completion.choices[0].message.content ?? 'nothing')
