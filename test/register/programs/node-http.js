// A program that needs no library: a named import of node:http, events, a body in two writes.
import { request } from 'node:http'

const url = new URL(`${process.env.BASE_URL}/chat/completions`)
const body = JSON.stringify({
  model: 'gpt-4.1-mini',
  stream: true,
  messages: [{ role: 'user', content: 'Say hello.' }],
})

const call = request(url, { method: 'POST', headers: { 'Content-Type': 'application/json' } }, answer => {
  answer.setEncoding('utf8')
  console.log(answer.statusCode, answer.headers['content-type'])
  answer.on('data', text => {
    for (const [, delta] of text.matchAll(/"delta":(\{.*?\})/g)) console.log(JSON.parse(delta).content)
    if (text.includes('data: [DONE]')) console.log('done')
  })
  answer.on('end', () => console.log('end'))
})
call.on('error', error => console.log('error', error.code))
call.on('close', () => console.log('close'))
call.write(body.slice(0, 20))
setTimeout(() => call.end(body.slice(20)), 10)
