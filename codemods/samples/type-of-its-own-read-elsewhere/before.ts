import OpenAI from 'openai'

export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam

const openai = new OpenAI()

export const textOf = (message: Message) => (typeof message.content === 'string' ? message.content : '')

export async function ask(question: string) {
  const messages: Message[] = [{ role: 'user', content: question }]
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return completion.choices[0].message.content
}
