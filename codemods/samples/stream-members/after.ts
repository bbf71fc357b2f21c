import OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import { toChatStream, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function POST(request: Request) {
  const { prompt } = (await request.json()) as { prompt: string }
  const stream = toChatStream(Stream, await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })), { request: { stream: true } })
  return new Response(stream.toReadableStream())
}
