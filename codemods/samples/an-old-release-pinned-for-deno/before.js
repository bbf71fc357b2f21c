import { OpenAI } from 'npm:openai@4.8.0'

const openai = new OpenAI()

Deno.serve(async request => {
  const { prompt } = await request.json()
  const response = await openai.chat.completions.create({
    model: 'gpt-3.5-turbo',
    messages: [{ role: 'user', content: prompt }],
  })
  return new Response(JSON.stringify({ text: response.choices[0].message.content }))
})
