import axios from 'axios'

const url = `${process.env.OPENAI_BASE_URL}/chat/completions`
const headers = { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` }

export async function ask(messages: object[]): Promise<string> {
  const response = await axios.post(url, { model: 'gpt-4o', messages }, { headers })
  const { choices } = response.data
  return choices[0].message.content
}
