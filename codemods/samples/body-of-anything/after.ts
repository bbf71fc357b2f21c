import OpenAI from 'openai'
import { z } from 'zod'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const Turn = z.object({ role: z.enum(['user', 'assistant']), content: z.string() }).passthrough()
const Body = z.object({ messages: z.array(Turn) })

export async function POST(request: Request) {
  const { messages } = Body.parse(await request.json())
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({ model: 'gpt-4o', messages })))
  return Response.json({ answer: completion.choices[0].message.content })
}
