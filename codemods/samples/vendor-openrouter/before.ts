import OpenAI from 'openai'

const client = new OpenAI({
  baseURL: 'https://openrouter.ai/api/v1',
  apiKey: process.env.OPENROUTER_API_KEY,
  defaultHeaders: { 'HTTP-Referer': 'https://example.com', 'X-Title': 'Example' },
})

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'openai/gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
