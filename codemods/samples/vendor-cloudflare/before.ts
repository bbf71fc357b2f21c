import OpenAI from 'openai'

export async function run(env: { ACCOUNT_ID: string; API_TOKEN: string }, prompt: string) {
  const client = new OpenAI({
    apiKey: env.API_TOKEN,
    baseURL: `https://api.cloudflare.com/client/v4/accounts/${env.ACCOUNT_ID}/ai/v1`,
  })
  const stream = await client.chat.completions.create({
    model: '@cf/meta/llama-3.1-8b-instruct',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta?.content || ''
  return text
}
