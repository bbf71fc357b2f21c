import OpenAI from 'openai'

const client = new OpenAI({ apiKey: 'EMPTY', baseURL: process.env.VLLM_BASE_URL })

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
