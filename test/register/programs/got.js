// A program that calls the API with got: ES module, node:http.
import got from 'got'

const api = got.extend({
  prefixUrl: process.env.BASE_URL,
  headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
  timeout: { request: 10_000 },
  retry: { limit: 0 },
})
const json = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }] }

const answer = await api.post('chat/completions', { json }).json()
console.log(answer.choices[0].message.content, answer.choices[0].finish_reason)

let text = ''
for await (const bytes of api.stream.post('chat/completions', { json: { ...json, stream: true } })) text += bytes
const events = text.split('\n\n').filter(Boolean)
console.log(events.length, events.at(-1))

try {
  await api.post('chat/completions', { json: { ...json, model: '' } })
} catch (error) {
  console.log(error.name, error.response.statusCode)
}
