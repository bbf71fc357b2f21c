import OpenAI from 'npm:openai@4.104.0'

const client = new OpenAI({ apiKey: Deno.env.get('OPENAI_API_KEY') })

Deno.serve(async request => {
  const { question } = await request.json()
  const completion = await client.responses.create({
    model: 'gpt-4o',
    input: `Answer: ${question}`,
    store: false,
  })
  return new Response(completion.output_text)
})
