import OpenAI from 'openai'
import { z } from 'zod'

const openai = new OpenAI()

const Turn = z.object({ role: z.enum(['user', 'assistant']), content: z.string() }).passthrough()
const Body = z.object({ messages: z.array(Turn) })

export async function POST(request: Request) {
  const { messages } = Body.parse(await request.json())
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return Response.json({ answer: completion.choices[0].message.content })
}
