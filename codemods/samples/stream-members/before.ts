import OpenAI from 'openai'

const openai = new OpenAI()

export async function POST(request: Request) {
  const { prompt } = (await request.json()) as { prompt: string }
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  return new Response(stream.toReadableStream())
}
