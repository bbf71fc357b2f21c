import OpenAI from 'npm:openai@5.20.0'

const openai = new OpenAI()

Deno.serve(async request => {
  const { prompt } = await request.json()
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  return new Response(stream.toReadableStream())
})
