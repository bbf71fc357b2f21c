import OpenAI from 'openai'

const openai = new OpenAI()
const conversations = new Map<string, OpenAI.ChatCompletionMessageParam[]>()

export const all = () => [...conversations.values()]

export async function reply(user: string, text: string) {
  const history = conversations.get(user) ?? []
  history.push({ role: 'user', content: text })
  conversations.set(user, history)
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: history })
  return completion.choices[0].message.content
}
