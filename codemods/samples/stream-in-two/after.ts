import OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import { toChatStream, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function both(question: string) {
  const stream = toChatStream(Stream, await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    stream: true,
  })), { request: { stream: true } })
  const [left, right] = stream.tee()
  for await (const chunk of left) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
  return right.toReadableStream()
}
