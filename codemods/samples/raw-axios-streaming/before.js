import axios from 'axios'

export async function stream(content, onText) {
  const response = await axios.post(
    'https://api.openai.com/v1/chat/completions',
    { model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true },
    { responseType: 'stream' },
  )
  for await (const chunk of response.data) onText(chunk.toString())
}
