// A program that calls the API with undici: ES module, undici's global dispatcher.
import { Readable } from 'node:stream'
import { request } from 'undici'

const url = `${process.env.BASE_URL}/chat/completions`
const messages = [{ role: 'user', content: 'Say hello.' }]
const call = (body, encode = JSON.stringify) =>
  request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: encode({ model: 'gpt-4.1-mini', ...body }),
  })

const { statusCode, headers, body } = await call({ messages })
console.log(statusCode, headers['content-type'], (await body.json()).choices[0].message.content)

const fromStream = await call({ messages }, value => Readable.from([Buffer.from(JSON.stringify(value))]))
console.log((await fromStream.body.json()).choices[0].message.content)

let text = ''
for await (const bytes of (await call({ messages, stream: true })).body) text += bytes
const events = text.split('\n\n').filter(Boolean)
console.log(events.length, events.at(-1))

const wrong = await call({ messages: 'none' })
console.log(wrong.statusCode, (await wrong.body.json()).error.param)
