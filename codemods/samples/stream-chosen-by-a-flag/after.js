import OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import { toChatAnswer, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function chat(messages, stream) {
  const result = toChatAnswer(Stream, await openai.responses.create(toResponsesRequest({ model: 'gpt-4o', messages, stream })), { request: { stream: true } })
  if (!stream) return result.choices[0].message.content
  let text = ''
  for await (const chunk of result) text += chunk.choices[0]?.delta?.content ?? ''
  return text
}
