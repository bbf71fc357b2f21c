// nginx in front, as TLS and buffering peer: answers and streams come through whole, in order and at once; callers who
// leave are noticed upstream; large and compressed bodies arrive.
import { gzipSync } from 'node:zlib'
import OpenAI from 'openai'
import { Agent, fetch as undiciFetch } from 'undici'
import { afterEach, describe, expect } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { nginx, nginxBefore, publicName } from './peers/nginx.ts'
import { curl, printed, testWith } from './peers/peer.ts'
import { closeAll, closeLater, dataOf, serve, transports, until } from './serving.ts'

afterEach(closeAll)

const testNginx = testWith(nginx)
const text = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ')
const settings = { allowedHosts: [publicName] }

type Mocked = NonNullable<Parameters<typeof serve>[2]>['mock']

async function behindNginx(
  command: string,
  transport: (typeof transports)[number],
  buffering: 'on' | 'off',
  { api = 'chat', mock = {} }: { api?: 'chat' | 'responses'; mock?: Mocked } = {},
) {
  const serving = await serve(transport, api, { ...settings, mock: mock ?? {} })
  const front = await nginxBefore(command, serving.port, buffering)
  closeLater(front)
  const lookup = (
    _name: string,
    _options: object,
    done: (error: null, found: { address: string; family: number }[]) => void,
  ) => done(null, [{ address: '127.0.0.1', family: 4 }])
  const dispatcher = new Agent({ connect: { ca: front.certificate, lookup } })
  closeLater({ close: () => dispatcher.destroy() })
  const base = `https://${publicName}:${front.port}/v1`
  const post = (path: string, body: BodyInit | object, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    undiciFetch(base + path, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json', ...headers },
      body: body instanceof Uint8Array ? body : JSON.stringify(body),
      ...(signal && { signal }),
    })
  return { ...serving, front, base, post, dispatcher }
}

describe.each(transports)('over the %s transport', transport => {
  describe.each(['on', 'off'] as const)('with proxy_buffering %s', buffering => {
    testNginx('answers and streams come through TLS whole and in order, in both directions', async (command = '') => {
      const overChat = await behindNginx(command, transport, buffering, { mock: { script: [{ text }, { text }] } })
      const response = (await (await overChat.post('/responses', { model: 'm', input: 'x' })).json()) as {
        output: object[]
      }
      expect(response.output).toMatchObject([{ content: [{ text }] }])
      const streamed = await overChat.post('/responses', { model: 'm', input: 'x', stream: true })
      const events = dataOf(await streamed.text())
      expect(checkResponseEvents(events)).toEqual([])
      expect(events.at(-1)).toMatchObject({ response: { output: [{ content: [{ text }] }] } })
      const overResponses = await behindNginx(command, transport, buffering, {
        api: 'responses',
        mock: { script: [{ text }] },
      })
      const messages = [{ role: 'user', content: 'x' }]
      const chunks = dataOf(
        await (await overResponses.post('/chat/completions', { model: 'm', messages, stream: true })).text(),
      )
      expect(chunks.map(chunk => chunk.choices?.[0]?.delta?.content ?? '').join('')).toBe(text)
    })

    testNginx('a stream is not held back: its first event is there long before its last', async (command = '') => {
      const { post, mock, calls } = await behindNginx(command, transport, buffering, {
        mock: { pace: 100, script: [{ text }] },
      })
      const { body } = await post('/responses', { model: 'm', input: 'x', stream: true })
      const reader = body?.getReader()
      const first = await reader?.read()
      expect(new TextDecoder().decode(first?.value)).toMatch(/^event: response\.created/)
      expect([calls.length, mock.aborted]).toEqual([0, 0])
      await reader?.cancel()
      await until(() => mock.aborted === 1)
    })

    testNginx('a caller who leaves in the middle is noticed upstream', async (command = '') => {
      const { post, mock, calls } = await behindNginx(command, transport, buffering, {
        api: 'responses',
        mock: { pace: 20, script: [{ text }, { text }, { text }] },
      })
      const messages = [{ role: 'user', content: 'x' }]
      for (let left = 1; left <= 3; left++) {
        const leaving = new AbortController()
        const { body } = await post('/chat/completions', { model: 'm', messages, stream: true }, {}, leaving.signal)
        const reader = body?.getReader()
        for (let pieces = 0; pieces < left * 3; pieces++) await reader?.read()
        leaving.abort()
        await until(() => mock.aborted === left)
      }
      await until(() => calls.length === 3)
      expect(calls.map(({ outcome }) => outcome)).toEqual(['aborted', 'aborted', 'aborted'])
    })
  })

  testNginx('the official Node SDK streams through it', async (command = '') => {
    const { base, dispatcher } = await behindNginx(command, transport, 'on', { mock: { script: [{ text }] } })
    const client = new OpenAI({ baseURL: base, apiKey: 'sk-peer', maxRetries: 0, fetch: through(dispatcher) })
    const stream = client.responses.stream({ model: 'm', input: 'x' })
    expect((await stream.finalResponse()).output_text).toBe(text)
  })

  testWith(nginx, curl)('cURL streams through it over HTTP/2', async (command = '', found = '') => {
    const { base, front } = await behindNginx(command, transport, 'on', { mock: { script: [{ text }] } })
    const out = await printed(found, [
      ...['--silent', '--show-error', '--http2', '--write-out', '%{stderr}%{http_version}'],
      ...['--cacert', front.certificateFile, '--resolve', `${publicName}:${front.port}:127.0.0.1`],
      ...['-H', 'content-type: application/json', '-d', '{"model":"m","input":"x","stream":true}'],
      `${base}/responses`,
    ])
    expect(checkResponseEvents(dataOf(out))).toEqual([])
  })

  testNginx('large bodies arrive, compressed and not', async (command = '') => {
    const { post, mock } = await behindNginx(command, transport, 'on')
    const image_url = `data:image/png;base64,${'iVBORw0KGgo='.repeat(500_000)}`
    const body = {
      model: 'm',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'x' },
            { type: 'input_image', image_url, detail: 'auto' },
          ],
        },
      ],
    }
    const packed = gzipSync(JSON.stringify(body))
    const answers = [await post('/responses', body), await post('/responses', packed, { 'content-encoding': 'gzip' })]
    expect(await Promise.all(answers.map(async answer => [answer.status, (await answer.text()).length > 0]))).toEqual([
      [200, true],
      [200, true],
    ])
    expect(mock.requests.map(({ body }) => JSON.stringify(body).length > 6_000_000)).toEqual([true, true])
  })

  testNginx('a name that the server does not know is refused, whoever asks in its name', async (command = '') => {
    const serving = await serve(transport, 'chat')
    const front = await nginxBefore(command, serving.port, 'on')
    closeLater(front)
    const dispatcher = new Agent({
      connect: {
        ca: front.certificate,
        lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
      },
    })
    closeLater({ close: () => dispatcher.destroy() })
    const answer = await undiciFetch(`https://${publicName}:${front.port}/v1/responses`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json' },
      body: '{"model":"m","input":"x"}',
    })
    expect([answer.status, serving.mock.requests.length]).toEqual([403, 0])
  })
})

/** undici's own fetch, as the SDK takes one: the global one belongs to another release of undici. */
function through(dispatcher: Agent): typeof fetch {
  return (async (input: string | URL | Request, init: RequestInit = {}) => {
    const { method = 'GET', headers, body, signal } = init
    const url = input instanceof Request ? input.url : input
    const answer = await undiciFetch(url, {
      method,
      dispatcher,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { body }),
      ...(signal && { signal }),
    })
    return new Response(answer.body as ReadableStream, {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
    })
  }) as typeof fetch
}
