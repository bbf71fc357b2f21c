import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

async function prompt(question: string): Promise<OpenAI.Chat.ChatCompletionMessageParam[]> {
  return [{ role: 'user', content: question }]
}

export async function repeat(question: string) {
  const messages = await prompt(question)
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages, seed: 7 })
  return completion.choices[0].message.content
}

export async function ask(question: string) {
  const messages = await prompt(question)
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({ model: 'gpt-4o', messages })))
  return completion.choices[0].message.content
}
