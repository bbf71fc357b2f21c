import OpenAI from 'openai'

const client = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
  baseURL: process.env.OPENAI_BASE_URL || 'https://api.openai.com/v1',
})

export async function ask(question: string) {
  const completion = await client.responses.create({
    model: 'gpt-4o',
    input: question,
    store: false,
  })
  return completion.output_text
}
