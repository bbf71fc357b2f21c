import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function complete(messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[]) {
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages,
    temperature: 0.2,
  })))
  return completion.choices[0].message.content
}
