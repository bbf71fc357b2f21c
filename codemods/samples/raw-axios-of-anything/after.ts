import axios from 'axios'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const url = `${process.env.OPENAI_BASE_URL}/responses`
const headers = { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` }

export async function ask(messages: object[]): Promise<string> {
  const response = await axios.post(url, toResponsesRequest({ model: 'gpt-4o', messages } as any), { headers }).then(response => ({ ...response, data: toChatCompletion(response.data) as any }))
  const { choices } = response.data
  return choices[0].message.content
}
