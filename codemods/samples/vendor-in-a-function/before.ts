import OpenAI from 'openai'

function createClient(apiKey: string, baseURL = 'https://api.together.xyz/v1') {
  return new OpenAI({ apiKey, baseURL, timeout: 30_000 })
}

export async function ask(question: string) {
  const client = createClient(process.env.TOGETHER_API_KEY ?? '')
  const completion = await client.chat.completions.create({
    model: 'mistralai/Mixtral-8x7B-Instruct-v0.1',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
