import OpenAI from 'https://deno.land/x/openai@v4.24.0/mod.ts'

const openai = new OpenAI()

export async function reply(question) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
