import { OpenAIStream, StreamingTextResponse } from 'ai'
import OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import { toChatStream, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export const runtime = 'edge'

export async function POST(request) {
  const { messages } = await request.json()
  const response = toChatStream(Stream, await openai.responses.create(toResponsesRequest({ model: 'gpt-3.5-turbo', stream: true, messages })), { request: { stream: true } })
  return new StreamingTextResponse(OpenAIStream(response))
}
