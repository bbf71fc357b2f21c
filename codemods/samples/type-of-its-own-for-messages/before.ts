import OpenAI from 'openai'

export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam

const openai = new OpenAI()
const history: Message[] = []

export async function ask(question: string, limit?: number) {
  const message: Message = { role: 'user', content: question }
  history.push(message)
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: history,
    max_tokens: limit === undefined ? null : limit,
  })
  const answer = completion.choices[0].message.content
  history.push({ role: 'assistant', content: answer })
  return answer
}

export async function start(question: string) {
  const messages: Message[] = [{ role: 'user', content: question }]
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return completion.choices[0].message.content
}
