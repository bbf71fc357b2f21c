// The mock over real sockets on this machine.
import OpenAI from 'openai'
import { afterEach, expect, test } from 'vitest'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { type Listening, listen } from '../../src/mock/listen.ts'

const open: Listening[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function serve(options: MockOptions = {}) {
  const mock = createMock(options)
  const server = await listen(mock)
  open.push(server)
  return { mock, server, client: new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/v1`, maxRetries: 0 }) }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 2))
}

test('both APIs are served, streaming and not', async () => {
  const { client, server } = await serve()
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
  const messages = [{ role: 'user' as const, content: 'Hi' }]
  const chat = await client.chat.completions.create({ model: 'm', messages })
  expect(chat.choices[0]?.message.content).toBe('You said: "Hi"')
  expect(chat._request_id).toBe('req_mock1')
  expect(await client.chat.completions.stream({ model: 'm', messages }).finalContent()).toBe('You said: "Hi"')
  expect((await client.responses.create({ model: 'm', input: 'Hi' })).output_text).toBe('You said: "Hi"')
  expect((await client.responses.stream({ model: 'm', input: 'Hi' }).finalResponse()).output_text).toBe(
    'You said: "Hi"',
  )
})

test('a caller that hangs up in the middle of a stream reaches the signal of the request', async () => {
  const { client, mock } = await serve({ script: [{ text: 'word '.repeat(500), pace: 5 }] })
  const stream = await client.responses.create({ model: 'm', input: 'Hi', stream: true })
  for await (const event of stream) if (event.type === 'response.output_text.delta') break
  await until(() => mock.aborted === 1)
  expect(mock.requests[0]?.aborted).toBe(true)
})

test('a caller that hangs up before the answer is noticed, too', async () => {
  const { mock, server } = await serve({ delay: 60_000 })
  const caller = new AbortController()
  const body = JSON.stringify({ model: 'm', input: 'Hi' })
  const headers = { 'content-type': 'application/json' }
  const answer = fetch(`${server.url}/v1/responses`, { method: 'POST', body, headers, signal: caller.signal })
  const failed = answer.catch((error: unknown) => error)
  await until(() => mock.requests[0]?.body !== undefined)
  caller.abort()
  expect(await failed).toMatchObject({ name: 'AbortError' })
  await until(() => mock.aborted === 1)
  expect(mock.requests).toHaveLength(1)
})

test('closing ends open connections and frees the port', async () => {
  const { server } = await serve({ script: [{ text: 'word '.repeat(500), pace: 5 }] })
  const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true })
  const response = await fetch(`${server.url}/v1/responses`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  const reading = response.text().then(
    () => 'ended',
    () => 'broken',
  )
  await server.close()
  open.length = 0
  expect(await reading).toBe('broken')
  const again = await listen(createMock(), { port: server.port })
  open.push(again)
  expect(again.port).toBe(server.port)
})

test('a body that breaks breaks the connection, and nothing else is sent', async () => {
  const { server } = await serve({ script: [{ text: 'a b c', cut: 2, broken: true }] })
  const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${server.url}/v1/responses`, { method: 'POST', body, headers })
  const received: string[] = []
  const reading = async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) received.push(decoder.decode(bytes))
  }
  await expect(reading()).rejects.toThrow('terminated')
  expect(received.join('').match(/^event: .*$/gm)).toEqual(['event: response.created', 'event: response.in_progress'])
  expect(received.join('')).not.toContain('Error')
})

test('a port that is taken is an error and not a silence', async () => {
  const { server } = await serve()
  await expect(listen(createMock(), { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('the global Request and Response stay what they were', async () => {
  const before = [globalThis.Request, globalThis.Response]
  await serve()
  expect([globalThis.Request, globalThis.Response]).toEqual(before)
  expect(globalThis.Request).toBe(before[0])
})
