import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

export async function POST(request: Request) {
  const { question } = (await request.json()) as { question: string }
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })))
  return Response.json(completion)
}
