import { request } from 'undici'

export async function ask(content) {
  const { body } = await request('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
  })
  return (await body.json()).choices[0].message.content
}
