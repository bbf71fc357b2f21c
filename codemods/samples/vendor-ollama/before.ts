import OpenAI from 'openai'

const client = new OpenAI({ baseURL: 'http://localhost:11434/v1/', apiKey: 'ollama' })

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'llama3.2',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
