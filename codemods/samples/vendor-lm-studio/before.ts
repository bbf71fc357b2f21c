import OpenAI from 'openai'

const client = new OpenAI({
  baseURL: process.env.LMSTUDIO_BASE_PATH ?? 'http://127.0.0.1:1234/v1',
  apiKey: 'lm-studio',
})

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'qwen2.5-7b-instruct',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
