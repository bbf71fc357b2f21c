// Responses over a WebSocket, through the official client and a plain one, over a chat-only upstream.
import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { checkResponseEvents } from '../../src/index.ts'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen as listenMock } from '../../src/mock/listen.ts'
import type { ServerSettings } from '../../src/server/contract.ts'
import { createServer } from '../../src/server/index.ts'
import { listen } from '../../src/server/node/listen.ts'
import { nativeHandle } from '../../src/server/node/native-handle.ts'
import { responsesSockets } from '../../src/server/node/websocket.ts'
import { openStore } from '../../src/server/store/open.ts'
import { lastMessages } from './front.ts'

const model = 'mock-1'
const limits = { bytes: 1_000_000, depth: 512 }
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Frame {
  readonly type: string
  readonly stream_id?: string
  readonly status?: number
  readonly error?: { code: string; param: string | null }
  readonly response?: { id: string; status: string; output_text?: string; output: never[] }
}

async function started(settings: Partial<ServerSettings> = {}, options: MockOptions = {}) {
  const mock = createMock({ api: 'chat', ...options })
  const upstream = await listenMock(mock)
  closers.push(upstream.close)
  const state = { store: await openStore('memory') }
  const server = createServer({ upstream: `${upstream.url}/v1`, upstreamApi: 'chat', state, ...settings })
  const current = () => server
  const address = { host: '127.0.0.1', port: 0 }
  const listening = await listen(nativeHandle(current), address, responsesSockets(current, limits))
  closers.push(() => listening.close(100))
  return { mock, url: `${listening.url}/v1`, close: listening.close }
}

/** A connection, with what it has received so far. */
async function connected(url: string, headers: Record<string, string> = { authorization: 'Bearer one' }) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/responses`, { headers })
  const frames: Frame[] = []
  socket.on('message', data => frames.push(JSON.parse(String(data))))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const isLast = ({ type }: Frame) =>
    ['response.completed', 'response.failed', 'response.incomplete', 'error'].includes(type)
  return {
    socket,
    frames,
    send: (event: object) => socket.send(JSON.stringify({ type: 'response.create', model, ...event })),
    /** The frames until `count` answers are whole. */
    async answers(count: number): Promise<Frame[]> {
      await expect.poll(() => frames.filter(isLast).length, { timeout: 10_000 }).toBe(count)
      return frames
    },
  }
}

test('The official client creates responses over a WebSocket', async () => {
  const { url } = await started({}, { script: [{ text: 'Hello there.' }] })
  const socket = new ResponsesWS(new OpenAI({ apiKey: 'one', baseURL: url }))
  const events: { type: string }[] = []
  const text = await new Promise<string>((resolve, reject) => {
    socket.on('event', event => {
      events.push(event)
      if (event.type !== 'response.completed') return
      const [message] = event.response.output
      resolve(message?.type === 'message' && message.content[0]?.type === 'output_text' ? message.content[0].text : '')
    })
    socket.on('error', reject)
    socket.send({ type: 'response.create', model, input: 'Hi' })
  })
  socket.close()
  expect(text).toBe('Hello there.')
  expect(checkResponseEvents(events)).toEqual([])
})

test('One connection answers its messages in turn and continues what is stored nowhere', async () => {
  const { url, mock } = await started({}, { script: [{ text: 'One.' }, { text: 'Two.' }] })
  const connection = await connected(url)
  connection.send({ input: 'First?', store: false })
  const [first] = (await connection.answers(1)).filter(({ type }) => type === 'response.completed')
  connection.send({ input: 'Second?', store: false, previous_response_id: first?.response?.id })
  await connection.answers(2)
  expect(lastMessages(mock)).toEqual([
    { role: 'user', content: 'First?' },
    { role: 'assistant', content: [{ type: 'text', text: 'One.' }] },
    { role: 'user', content: 'Second?' },
  ])
  // It is the connection that remembers: another one, of the same caller, knows nothing of it.
  const other = await connected(url)
  other.send({ input: 'Third?', previous_response_id: first?.response?.id })
  expect((await other.answers(1)).at(-1)).toMatchObject({
    type: 'error',
    status: 404,
    error: { code: 'previous_response_not_found', param: 'previous_response_id' },
  })
})

test('A continuation that failed is no longer remembered by its connection', async () => {
  const { url, mock } = await started({}, { script: [{ text: 'One.' }] })
  const connection = await connected(url)
  connection.send({ input: 'First?', store: false })
  const [first] = (await connection.answers(1)).filter(({ type }) => type === 'response.completed')
  const previous_response_id = first?.response?.id
  const stray = [{ type: 'function_call_output', call_id: 'call_of_nobody', output: 'x' }]
  connection.send({ input: stray, store: false, previous_response_id })
  connection.send({ input: 'Second?', store: false, previous_response_id })
  const [unmatched, forgotten] = (await connection.answers(3)).filter(({ type }) => type === 'error')
  expect(unmatched).toMatchObject({ status: 400, error: { param: 'input[0].call_id' } })
  expect(forgotten).toMatchObject({ status: 404, error: { code: 'previous_response_not_found' } })
  expect(mock.requests).toHaveLength(1)
})

test.each([false, true])('A prompt that is sent ahead is remembered without a call; stored: %s', async store => {
  const { url, mock } = await started({}, { script: [{ text: 'Hello.' }] })
  const connection = await connected(url)
  connection.send({ input: 'A long prompt.', instructions: 'Be brief.', store, generate: false })
  const frames = await connection.answers(1)
  expect(checkResponseEvents(frames as never)).toEqual([])
  expect(frames.at(-1)?.response).toMatchObject({ status: 'completed', output: [], usage: { total_tokens: 0 } })
  expect(mock.requests).toHaveLength(0)
  connection.send({ input: 'Hi', store: false, previous_response_id: frames.at(-1)?.response?.id })
  await connection.answers(2)
  expect(lastMessages(mock)).toEqual([
    { role: 'user', content: 'A long prompt.' },
    { role: 'user', content: 'Hi' },
  ])
})

test('What only the connection remembers is kept with a stored response that goes on from it', async () => {
  const { url, mock } = await started({}, { script: [{ text: 'One.' }, { text: 'Two.' }, { text: 'Three.' }] })
  const connection = await connected(url)
  connection.send({ input: 'First?', store: false })
  const first = (await connection.answers(1)).at(-1)?.response?.id
  connection.send({ input: 'Second?', previous_response_id: first })
  const second = (await connection.answers(2)).at(-1)?.response?.id
  const client = new OpenAI({ apiKey: 'one', baseURL: url, maxRetries: 0 })
  expect((await client.responses.retrieve(second ?? '')).previous_response_id).toBe(first)
  await client.responses.create({ model, input: 'Third?', previous_response_id: second ?? null })
  expect(lastMessages(mock)).toHaveLength(5)
})

test('Lanes do not wait for each other, and each event says its lane', async () => {
  const { url } = await started({}, { script: [{ text: 'Slow.', delay: 300 }, { text: 'Fast.' }] })
  const connection = await connected(url)
  connection.send({ input: 'a', stream_id: 'slow' })
  connection.send({ input: 'b', stream_id: 'fast' })
  const ended = (await connection.answers(2)).filter(({ type }) => type === 'response.completed')
  expect(ended.map(frame => frame.stream_id)).toEqual(['fast', 'slow'])
})

test('What is no request is answered with an error, and the connection goes on', async () => {
  const { url } = await started()
  const connection = await connected(url)
  connection.socket.send('{')
  connection.socket.send(JSON.stringify({ type: 'response.steer' }))
  connection.send({ input: 'x', background: true })
  connection.send({ input: 7 })
  connection.send({ input: 'Hi' })
  const frames = await connection.answers(5)
  expect(frames.slice(0, 4).map(({ type, status, error }) => [type, status, error?.code])).toEqual([
    ['error', 400, 'invalid_json'],
    ['error', 400, 'unsupported_event'],
    ['error', 400, 'unsupported_parameter'],
    ['error', 400, 'invalid_request'],
  ])
  expect(frames.at(-1)?.type).toBe('response.completed')
})

test('Who may not come in is refused before there is a connection', async () => {
  const { url } = await started({ frontKeys: ['front'], upstreamKey: 'up' })
  await expect(connected(url, { authorization: 'Bearer wrong' })).rejects.toThrow('401')
  await expect(connected(url, { authorization: 'Bearer front', origin: 'https://evil.example' })).rejects.toThrow('403')
  await expect(connected(url.replace('/v1', '/v2'), { authorization: 'Bearer front' })).rejects.toThrow('404')
  const welcome = await connected(url, { authorization: 'Bearer front' })
  welcome.socket.close()
})

test('A caller that leaves takes its unstored response with it', async () => {
  const { url, mock } = await started({}, { script: [{ text: 'one two three four', pace: 200 }] })
  const connection = await connected(url)
  connection.send({ input: 'Count.', store: false })
  await expect.poll(() => connection.frames.length).toBeGreaterThan(2)
  connection.socket.terminate()
  await expect.poll(() => mock.aborted).toBe(1)
})

test('A server that ends finishes what it has begun on its connections', async () => {
  const { url, close } = await started({}, { script: [{ text: 'one two three', pace: 50 }] })
  const connection = await connected(url)
  connection.send({ input: 'Count.' })
  await expect.poll(() => connection.frames.length).toBeGreaterThan(1)
  await close(5000)
  expect(connection.frames.at(-1)?.type).toBe('response.completed')
})
