import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export interface Options {
  messages: OpenAI.Chat.ChatCompletionMessageParam[]
  model?: string
}

export async function run({ messages, model = 'gpt-4o' }: Options) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({ model, messages })))
  return completion.choices[0].message.content
}
