// The official SDK, written for chat completions, against a server that only speaks Responses: one option is added.
import OpenAI from 'openai'
import { createFetch } from 'responses-bridge/fetch'
import { createMock } from 'responses-bridge/mock'

// Stands in for your server. Leave `fetch` out of createFetch to use the network.
const upstream = createMock({ api: 'responses' })

const client = new OpenAI({
  apiKey: 'none-needed',
  baseURL: 'https://gateway.example/v1',
  fetch: createFetch({ upstream: 'responses', fetch: (...args) => upstream.fetch(new Request(...args)) }),
})

const completion = await client.chat.completions.create({
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: 'Say hello.' }],
})
console.log(completion.choices[0].message.content)
console.log(`sent to ${new URL(upstream.requests[0].url).pathname}`)
