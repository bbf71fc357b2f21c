import OpenAI from 'openai'

const client = new OpenAI({
  apiKey: process.env.DASHSCOPE_API_KEY,
  baseURL: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
})

export async function ask(question: string) {
  const completion = await client.chat.completions.create({
    model: 'qwen-plus',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
