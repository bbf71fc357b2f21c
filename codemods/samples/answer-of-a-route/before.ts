import OpenAI from 'openai'

const openai = new OpenAI()

export async function POST(request: Request) {
  const { question } = (await request.json()) as { question: string }
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return Response.json(completion)
}
