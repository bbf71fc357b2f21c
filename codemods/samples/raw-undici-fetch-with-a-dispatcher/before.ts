import { fetch, ProxyAgent } from 'undici'

export async function stream(content: string): Promise<unknown> {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    dispatcher: new ProxyAgent('http://127.0.0.1:3128'),
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true }),
  })
  return response.body
}
