// A program that puts everything back by itself, half-way.
import http from 'node:http'
import { restore } from 'responses-bridge/register'

const call = () =>
  fetch(`${process.env.BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }] }),
  })

console.log((await call()).status)
restore()
console.log((await call()).status, http.request.name)
