import axios from 'axios'

export async function ask(content) {
  const { data } = await axios.post('https://api.openai.com/v1/chat/completions', {
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
    presence_penalty: 0.6,
  })
  return data.choices[0].message.content
}
