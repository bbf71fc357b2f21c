import OpenAI from 'npm:openai@5.20.0'
import { wrap } from 'npm:responses-bridge/openai'

const openai = new OpenAI()

Deno.serve(async request => {
  const { prompt } = await request.json()
  const stream = await wrap(openai).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  return new Response(stream.toReadableStream())
})
