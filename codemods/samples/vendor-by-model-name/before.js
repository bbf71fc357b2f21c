import { getClient } from './clients.js'

export async function ask(question) {
  const client = getClient('deepseek')
  const completion = await client.chat.completions.create({
    model: 'deepseek-reasoner',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
