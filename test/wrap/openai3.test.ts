// wrap(client): clients of openai 3, which send through axios, before a Responses-only server.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Configuration, OpenAIApi } from 'openai3'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { type WrapOptions, wrap } from '../../src/shim/openai.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function connect(mockOptions: MockOptions = {}, options?: WrapOptions) {
  const mock = createMock({ api: 'responses', ...mockOptions })
  const { url, close } = await listen(mock)
  closing.push(close)
  const plain = new OpenAIApi(new Configuration({ apiKey: 'sk-test', basePath: `${url}/v1` }))
  return { mock, plain, client: wrap(plain, options) }
}

const hello = { model: 'gpt-4', messages: [{ role: 'user' as const, content: 'hello' }] }

/** What axios rejects with. */
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    error => error,
  )

describe('a wrapped client of openai 3', () => {
  test('answers in the form of chat, with what axios puts around it', async () => {
    const { client, mock } = await connect()
    const { data, status, headers, config } = await client.createChatCompletion(hello)
    expect(data).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: 'You said: "hello"' }, finish_reason: 'stop' }],
      usage: { total_tokens: expect.any(Number) },
    })
    expect({ status, type: headers['content-type'], method: config.method }).toEqual({
      status: 200,
      type: expect.stringContaining('application/json'),
      method: 'post',
    })
    expect(mock.requests).toMatchObject([{ api: 'responses', body: { input: 'hello', store: false } }])
    expect(client).toBeInstanceOf(OpenAIApi)
  })

  test('streams bytes in the form of chat, as a stream of Node', async () => {
    const { client } = await connect()
    const { data } = await client.createChatCompletion({ ...hello, stream: true }, { responseType: 'stream' })
    const stream: unknown = data
    let text = ''
    for await (const bytes of stream as AsyncIterable<Buffer>) text += bytes.toString()
    const events = text.split('\n\n').filter(Boolean)
    expect(events.at(-1)).toBe('data: [DONE]')
    const deltas = events.slice(0, -1).map(event => JSON.parse(event.slice('data: '.length)).choices[0].delta.content)
    expect(deltas.join('')).toBe('You said: "hello"')
  })

  test('fails as axios fails, with the answer of the server', async () => {
    const { client } = await connect({ script: [{ error: { status: 429 } }] })
    const error = await failureOf(client.createChatCompletion(hello))
    expect(error).toMatchObject({
      message: 'Request failed with status code 429',
      isAxiosError: true,
      response: { status: 429, data: { error: { message: expect.any(String) } } },
    })
    expect(error.toJSON()).toMatchObject({ status: 429 })
  })

  test('gives a status that the caller accepts as an answer', async () => {
    const { client } = await connect({ script: [{ error: { status: 404 } }] })
    const { status, data } = await client.createChatCompletion(hello, { validateStatus: () => true })
    expect([status, data]).toEqual([404, { error: expect.anything() }])
  })

  test('ends a request that takes too long', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    closing.push(async () => void silent.close().closeAllConnections())
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const client = wrap(new OpenAIApi(new Configuration({ basePath: `http://127.0.0.1:${port}/v1` })))
    const error = await failureOf(client.createChatCompletion(hello, { timeout: 50 }))
    expect(error).toMatchObject({ isAxiosError: true, code: 'ECONNABORTED' })
  })

  test('hears of losses, and emulates what can be', async () => {
    const lost: string[] = []
    const { client } = await connect({}, { onLoss: ({ path }) => lost.push(path) })
    const { data } = await client.createChatCompletion({ ...hello, n: 2, presence_penalty: 1 })
    expect(data.choices).toHaveLength(2)
    expect(lost).toContain('/presence_penalty')
  })

  test('leaves its other calls and the client itself as they were', async () => {
    const { client, plain, mock } = await connect()
    await failureOf(client.listModels())
    await failureOf(plain.createChatCompletion(hello))
    expect(mock.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/v1/models', '/v1/chat/completions'])
  })

  test('is wrapped once', async () => {
    const { client, plain } = await connect()
    expect(wrap(client)).toBe(client)
    expect(wrap(plain, { upstream: 'chat' })).toBe(plain)
    const again = wrap(client, { store: true })
    expect(again).not.toBe(client)
    const { data } = await again.createChatCompletion(hello)
    expect(data.choices).toHaveLength(1)
  })
})
