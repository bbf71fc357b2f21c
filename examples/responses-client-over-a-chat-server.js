// The other way round: a Responses program against a server that only speaks chat completions.
import OpenAI from 'openai'
import { createFetch } from 'responses-bridge/fetch'
import { createMock } from 'responses-bridge/mock'

const upstream = createMock({ api: 'chat' })

const client = new OpenAI({
  apiKey: 'none-needed',
  baseURL: 'http://localhost:8000/v1',
  fetch: createFetch({ upstream: 'chat', fetch: (...args) => upstream.fetch(new Request(...args)) }),
})

const response = await client.responses.create({ model: 'local-model', input: 'Say hello.' })
console.log(response.output_text)
console.log(`sent to ${new URL(upstream.requests[0].url).pathname}`)
