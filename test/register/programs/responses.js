// A program written for the Responses API with the official SDK, for an upstream that only speaks Chat Completions.
import OpenAI from 'openai'

const client = new OpenAI({ baseURL: process.env.BASE_URL, maxRetries: 0 })
const request = { model: 'gpt-4.1-mini', input: 'Say hello.' }

const response = await client.responses.create(request)
console.log(response.status, response.output_text)

for await (const event of await client.responses.create({ ...request, stream: true })) {
  console.log(event.type, event.delta ?? '')
}
