import { OpenAIStream, StreamingTextResponse } from 'ai'
import OpenAI from 'openai'

const openai = new OpenAI()

export const runtime = 'edge'

export async function POST(request) {
  const { messages } = await request.json()
  const response = await openai.chat.completions.create({ model: 'gpt-3.5-turbo', stream: true, messages })
  return new StreamingTextResponse(OpenAIStream(response))
}
