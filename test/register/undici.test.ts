// responses-bridge/register: what undici's callers rely on beside the words of an answer.
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import undici from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { eventually } from '../fetch/sdk.ts'
import { register } from './load.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const hello = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }] }
const body = JSON.stringify(hello)
const streaming = JSON.stringify({ ...hello, stream: true })
const said = 'You said: "hello"'

async function serve(options: MockOptions = {}) {
  const mock = createMock({ api: 'responses', ...options })
  const { url, close } = await listen(mock)
  undo.push(close, await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host }))
  return { mock, url: `${url}/v1/chat/completions` }
}

type Completion = { choices: [{ message: { content: string } }] }
const content = async (answer: { json(): Promise<unknown> }) =>
  ((await answer.json()) as Completion).choices[0].message.content

describe('undici under register', () => {
  test('sends headers in every form that undici takes', async () => {
    const { url, mock } = await serve()
    const forms = [
      { authorization: 'Bearer k', 'X-List': ['1', '2'] },
      ['authorization', 'Bearer k', 'X-List', '1', 'x-list', '2'],
      new Map<string, string | string[]>([
        ['authorization', 'Bearer k'],
        ['x-list', ['1', '2']],
      ]),
    ]
    for (const headers of forms) {
      const answer = await undici.request(url, { method: 'POST', body, headers })
      expect(await content(answer.body)).toBe(said)
      expect(mock.requests.at(-1)?.headers).toMatchObject({ authorization: 'Bearer k', 'x-list': '1, 2' })
    }
  })

  test('sends bodies in every form that a caller of these APIs has', async () => {
    const { url } = await serve()
    const forms = () => [body, Buffer.from(body), new Uint8Array(Buffer.from(body)), Readable.from([Buffer.from(body)])]
    for (const form of forms()) {
      expect(await content((await undici.request(url, { method: 'POST', body: form })).body)).toBe(said)
    }
  })

  test('streams, pipes and fetches', async () => {
    const { url } = await serve()
    const sink = new PassThrough()
    await undici.stream(url, { method: 'POST', body }, () => sink)
    expect(await content(new Response(Readable.toWeb(sink) as ReadableStream))).toBe(said)
    let piped = ''
    const call = undici.pipeline(url, { method: 'POST' }, ({ body: answer }) => answer)
    await pipeline(Readable.from([body]), call, async source => {
      for await (const chunk of source) piped += chunk
    })
    expect(JSON.parse(piped).choices[0].message.content).toBe(said)
    expect(await content(await undici.fetch(url, { method: 'POST', body }))).toBe(said)
  })

  test('reads a stream while it is being written, and the server notices when it leaves', async () => {
    const { url, mock } = await serve({ pace: 30, script: [{ text: 'word '.repeat(500) }] })
    const answer = await undici.request(url, { method: 'POST', body: streaming })
    for await (const _ of answer.body) break
    await eventually(() => mock.aborted === 1)
  })

  test('breaks off a call that has not been answered', async () => {
    const { url, mock } = await serve({ delay: 60_000 })
    const controller = new AbortController()
    const call = undici.request(url, { method: 'POST', body, signal: controller.signal })
    const failed = expect(call).rejects.toThrow('I am gone.')
    await eventually(() => mock.requests.length === 1)
    controller.abort(new Error('I am gone.'))
    await failed
    await eventually(() => mock.aborted === 1)
  })

  test('reads a long answer slowly, whole', async () => {
    const long = 'many words, '.repeat(100_000)
    const { url } = await serve({ script: [{ text: long }] })
    const answer = await undici.request(url, { method: 'POST', body, highWaterMark: 1024 })
    const chunks: Buffer[] = []
    for await (const chunk of answer.body) {
      chunks.push(chunk)
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(JSON.parse(Buffer.concat(chunks).toString()).choices[0].message.content).toBe(long)
  })

  test('hears of a server that is not there', async () => {
    const { url, close } = await listen({ fetch: () => new Response() })
    await close()
    undo.push(await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host }))
    const call = undici.request(`${url}/v1/chat/completions`, { method: 'POST', body })
    await expect(call).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('sends a form to wherever it was going', async () => {
    const { url, mock } = await serve()
    const form = new undici.FormData()
    form.set('a', 'b')
    const answer = await undici.request(url, { method: 'POST', body: form })
    expect(answer.statusCode).toBe(404)
    expect(mock.requests).toMatchObject([{ api: undefined }])
    await answer.body.dump()
  })
})
