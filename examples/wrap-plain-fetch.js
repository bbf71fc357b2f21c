// A program that calls `fetch` itself. Swap the function, and nothing else.
import { createFetch } from 'responses-bridge/fetch'
import { createMock } from 'responses-bridge/mock'

const upstream = createMock({ api: 'responses' })
const fetch = createFetch({ upstream: 'responses', fetch: (...args) => upstream.fetch(new Request(...args)) })

const response = await fetch('https://gateway.example/v1/chat/completions', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }], stream: true }),
})
for (const line of (await response.text()).split('\n')) {
  if (!line.startsWith('data: {')) continue
  const [choice] = JSON.parse(line.slice('data: '.length)).choices
  if (choice?.delta.content) console.log(choice.delta.content)
}
