import OpenAI from 'openai'
import { z } from 'zod'

const openai = new OpenAI()

interface Asked {
  history: { role: 'user' | 'assistant'; content: string }[]
  question: string
}

export async function POST(request: Request) {
  const { history, question } = (await request.json()) as Asked
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [...history, { role: 'user', content: question }],
  })
  return Response.json({ answer: completion.choices[0].message.content })
}

const Turn = z.object({ role: z.enum(['user', 'assistant']), content: z.string().max(1000) })
const Body = z.object({ messages: z.array(Turn).min(1) })

export async function PUT(request: Request) {
  const parsed = Body.safeParse(await request.json())
  if (!parsed.success) return Response.json({ error: 'Send messages.' }, { status: 400 })
  const { messages } = parsed.data
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  return Response.json({ answer: completion.choices[0].message.content })
}
