// A program that calls the API with axios: CommonJS, node:http.
const axios = require('axios')

const api = axios.create({
  baseURL: process.env.BASE_URL,
  headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
  timeout: 10_000,
})
const request = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }] }

async function main() {
  const { status, data, headers } = await api.post('/chat/completions', request)
  console.log(status, headers['content-type'], data.choices[0].message.content)

  const streamed = await api.post('/chat/completions', { ...request, stream: true }, { responseType: 'stream' })
  let text = ''
  for await (const bytes of streamed.data) text += bytes
  const events = text.split('\n\n').filter(Boolean)
  console.log(events.length, events.at(-1))
  console.log(
    events
      .slice(0, -1)
      .map(event => JSON.parse(event.slice(6)).choices[0].delta.content ?? '')
      .join('|'),
  )

  const wrong = await api.post('/chat/completions', { model: 7 }, { validateStatus: () => true })
  console.log(wrong.status, wrong.data.error.type)
}

main()
