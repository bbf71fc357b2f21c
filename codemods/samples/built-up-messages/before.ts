import OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'

const openai = new OpenAI()

export async function answer(question: string, facts: string[], greeting?: string) {
  const messages: ChatCompletionMessageParam[] = [{ role: 'system', content: 'Answer from the facts.' }]
  for (const fact of facts) {
    messages.push({ role: 'system', content: fact })
  }
  if (greeting) messages.push({ role: 'assistant', content: greeting })
  messages.push({ role: 'user', content: question })

  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return completion.choices[0].message.content
}
