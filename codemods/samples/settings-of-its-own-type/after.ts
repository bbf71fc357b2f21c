import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

interface Settings {
  temperature: number
  max_tokens: number
}

async function ask(question: string, settings: Settings): Promise<string> {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o-mini',
    ...settings,
    messages: [{ role: 'user', content: question }],
  })))
  return completion.choices[0]?.message.content || 'nothing'
}

console.log(await ask('Hello', { temperature: 0, max_tokens: 200 }))
