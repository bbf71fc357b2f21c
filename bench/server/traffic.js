// What is asked of the targets: the same requests in both APIs, over eight connections that are kept.
import http from 'node:http'

const tool = index => ({
  name: `tool_${index}`,
  description: 'Looks something up. '.repeat(8),
  parameters: {
    type: 'object',
    properties: { query: { type: 'string' }, limit: { type: 'integer' } },
    required: ['query'],
  },
})
const turns = Array.from({ length: 8 }, (_, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: `Turn ${index}. ${'Some words of a conversation. '.repeat(12)}`,
}))
const tools = [0, 1, 2, 3].map(tool)

const long = Array.from({ length: 100 }, (_, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: `Turn ${index}. ${'Some words of a conversation. '.repeat(32)}`,
}))

/** One question; about 6 KB of eight turns and four tools; and 100 KB of what was said before. */
export const bodies = {
  small: {
    chat: { model: 'm', messages: turns.slice(0, 1) },
    responses: { model: 'm', input: turns.slice(0, 1) },
  },
  large: {
    chat: { model: 'm', messages: turns, tools: tools.map(each => ({ type: 'function', function: each })) },
    responses: {
      model: 'm',
      input: turns,
      tools: tools.map(each => ({ type: 'function', ...each, strict: false })),
    },
  },
  long: {
    chat: { model: 'm', messages: long },
    responses: { model: 'm', input: long },
  },
}

export const paths = { chat: '/v1/chat/completions', responses: '/v1/responses' }

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })

/** One request; `onAnswer` gets the answer when its head is there. */
export function open({ port, api, key }, body, onAnswer, options = { agent }) {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(key && { authorization: `Bearer ${key}` }),
  }
  const request = http.request({ host: '127.0.0.1', port, path: paths[api], method: 'POST', headers, ...options })
  request.on('response', onAnswer)
  request.end(body)
  return request
}

export function call(target, body) {
  return new Promise((resolve, reject) => {
    const request = open(target, body, answer => {
      let size = 0
      answer.on('data', piece => {
        size += piece.length
      })
      answer.on('end', () =>
        answer.statusCode === 200 && size > 500 ? resolve() : reject(new Error(`${answer.statusCode}`)),
      )
      answer.on('error', reject)
    })
    request.on('error', reject)
  })
}
