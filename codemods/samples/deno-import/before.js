import OpenAI from 'npm:openai@4.104.0'

const client = new OpenAI({ apiKey: Deno.env.get('OPENAI_API_KEY') })

Deno.serve(async request => {
  const { question } = await request.json()
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `Answer: ${question}` }],
  })
  return new Response(completion.choices[0].message.content)
})
