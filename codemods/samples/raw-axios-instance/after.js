import axios from 'axios'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const client = axios.create({
  baseURL: process.env.OPENAI_BASE_URL,
  headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
})

export async function complete(content) {
  const response = await client.post('/responses', toResponsesRequest({ model: 'gpt-4o', messages: [{ role: 'user', content }] })).then(response => ({ ...response, data: toChatCompletion(response.data) }))
  return response.data
}

const { choices } = await complete('What is the capital of France?')
console.log(choices[0].message.role, choices[0].message.content)
