import OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources'

const openai = new OpenAI()
const conversations = new Map<string, ChatCompletionMessageParam[]>()

export async function reply(user: string, text: string) {
  const history = conversations.get(user) ?? [{ role: 'system', content: 'You are kind.' }]
  history.push({ role: 'user', content: text })
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: history.slice(-10) })
  const answer = completion.choices[0]?.message?.content ?? ''
  history.push({ role: 'assistant', content: answer })
  conversations.set(user, history)
  return answer
}

export const forget = (user: string) => conversations.delete(user)
