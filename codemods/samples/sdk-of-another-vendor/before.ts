import Groq from 'groq-sdk'

const groq = new Groq({ apiKey: process.env.GROQ_API_KEY })

export async function main() {
  const completion = await groq.chat.completions.create({
    messages: [{ role: 'user', content: 'Explain low latency.' }],
    model: 'llama3-8b-8192',
  })
  return completion.choices[0]?.message?.content || ''
}
