import OpenAI from 'openai'

const client = new OpenAI({ apiKey: process.env.LLM_API_KEY })
client.baseURL = 'https://api.mistral.ai/v1'

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: process.env.LLM_MODEL ?? '',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
