import OpenAI from 'openai'
import { createFetch } from 'responses-bridge/fetch'

const client = new OpenAI({ fetch: createFetch({ upstream: 'responses' }) })

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    n: 2,
  })
  return completion.choices.map(choice => choice.message.content)
}
