import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam

const openai = new OpenAI()

export const textOf = (message: Message) => (typeof message.content === 'string' ? message.content : '')

export async function ask(question: string) {
  const messages: Message[] = [{ role: 'user', content: question }]
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({ model: 'gpt-4o', messages })))
  return completion.choices[0].message.content
}
