import OpenAI from 'openai'

const openai = new OpenAI()
const conversations = new Map<string, OpenAI.Responses.EasyInputMessage[]>()

export async function reply(user: string, text: string) {
  const history = conversations.get(user) ?? [{ role: 'system', content: 'You are kind.' }]
  history.push({ role: 'user', content: text })
  const completion = await openai.responses.create({ model: 'gpt-4o', input: history.slice(-10), store: false })
  const answer = completion.output_text
  history.push({ role: 'assistant', content: answer })
  conversations.set(user, history)
  return answer
}

export const forget = (user: string) => conversations.delete(user)
