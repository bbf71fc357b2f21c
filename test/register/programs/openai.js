// A program written for the official SDK, imported as `openai`: ES module, its own transport.
import OpenAI from 'openai'

const client = new OpenAI({ baseURL: process.env.BASE_URL, maxRetries: 1 })
const request = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }] }

const completion = await client.chat.completions.create(request)
console.log(completion.choices[0], completion._request_id !== undefined)

const stream = await client.chat.completions.create({ ...request, stream: true })
for await (const chunk of stream) console.log(chunk.choices[0].delta.content ?? chunk.choices[0].finish_reason)

const texts = ['', '']
for await (const chunk of await client.chat.completions.create({ ...request, n: 2, stop: ['hello'], stream: true })) {
  for (const choice of chunk.choices) texts[choice.index] += choice.delta.content ?? ` (${choice.finish_reason})`
}
console.log(texts)

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = ['weather', 'time'].map(name => ({ type: 'function', function: { name, parameters } }))
const messages = [{ role: 'user', content: 'I want both.' }]
const asked = (await client.chat.completions.create({ ...request, messages, tools })).choices[0].message
console.log(asked.tool_calls.map(call => call.function))
messages.push(asked, ...asked.tool_calls.map(call => ({ role: 'tool', tool_call_id: call.id, content: 'fine' })))
console.log((await client.chat.completions.create({ ...request, messages, tools })).choices[0].message.content)

try {
  await client.chat.completions.create({ ...request, temperature: 'hot' })
} catch (error) {
  console.log(error instanceof OpenAI.BadRequestError, error.status, error.param)
}
