import OpenAI from 'openai'

const openai = new OpenAI()
const groq = new OpenAI({ apiKey: process.env.GROQ_API_KEY ?? 'none', baseURL: 'https://api.groq.com/openai/v1' })

export async function askOpenAI(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}

export async function askGroq(question: string) {
  const completion = await groq.chat.completions.create({
    model: 'llama-3.3-70b-versatile',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
