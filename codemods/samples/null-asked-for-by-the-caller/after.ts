import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

async function ask(question: string) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: question }],
  })))
  return completion.choices[0]!.message.content
}

console.log((await ask('How do I pick a lock?')) ?? 'It said nothing.')
