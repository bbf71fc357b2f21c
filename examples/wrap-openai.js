// A client of the official SDK, wrapped: the program goes on calling chat.completions, the server only speaks Responses.
import OpenAI from 'openai'
import { createMock } from 'responses-bridge/mock'
import { listen } from 'responses-bridge/mock/listen'
import { wrap } from 'responses-bridge/openai'

// Stands in for your server.
const upstream = createMock({ api: 'responses' })
const server = await listen(upstream)

const client = wrap(new OpenAI({ apiKey: 'none-needed', baseURL: `${server.url}/v1` }), {
  onLoss: ({ path, effect }) => path.startsWith('/seed') && console.log(`${path} was ${effect}`),
})

const stream = client.chat.completions.stream({
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: 'Say hello.' }],
  seed: 7,
})
console.log(await stream.finalContent())
console.log(client instanceof OpenAI, new URL(upstream.requests[0].url).pathname)

await server.close()
