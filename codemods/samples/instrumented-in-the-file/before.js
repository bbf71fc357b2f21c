import { LiteralClient } from '@literalai/client'
import OpenAI from 'openai'

const openai = new OpenAI()
const literalClient = new LiteralClient()

// Whatever is asked from here on is logged.
literalClient.instrumentation.openai()

export async function ask(question) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
