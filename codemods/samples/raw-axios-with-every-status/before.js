import axios from 'axios'

export async function ask(content) {
  const response = await axios.post(
    'https://api.openai.com/v1/chat/completions',
    { model: 'gpt-4o', messages: [{ role: 'user', content }] },
    { validateStatus: () => true },
  )
  return response.data
}
