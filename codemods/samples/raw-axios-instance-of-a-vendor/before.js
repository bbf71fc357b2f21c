import axios from 'axios'

const client = axios.create({ baseURL: 'https://api.groq.com/openai/v1' })

export async function ask(content) {
  const { data } = await client.post('/chat/completions', { model: 'llama', messages: [{ role: 'user', content }] })
  return data.choices[0].message.content
}
