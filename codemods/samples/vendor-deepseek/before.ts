import OpenAI from 'openai'

const BASE_URL = 'https://api.deepseek.com'
const client = new OpenAI({ apiKey: process.env.DEEPSEEK_API_KEY, baseURL: BASE_URL })

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'deepseek-chat',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
