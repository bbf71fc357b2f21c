import OpenAI from 'openai'

const client = new OpenAI({ apiKey: process.env.GROQ_API_KEY, baseURL: 'https://api.groq.com/openai/v1' })

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'llama-3.1-8b-instant',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
