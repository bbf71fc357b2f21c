// responses-bridge/register: what node:http programs rely on beside the words of an answer.
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock, type MockOptions } from '../src/mock/index.ts'
import { listen } from '../src/mock/listen.ts'
import { eventually } from './fetch-sdk.ts'
import { register } from './register-load.ts'
import { certificate, key } from './register-tls.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const hello = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }] }
const said = 'You said: "hello"'

/** A mock on a socket, and this process registered for it. */
async function serve(options: MockOptions = {}) {
  const mock = createMock({ api: 'responses', ...options })
  const { url, close } = await listen(mock)
  undo.push(close, await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host }))
  return { mock, url: `${url}/v1/chat/completions` }
}

function send(url: string, options: RequestOptions = {}, body: object | string = hello): ClientRequest {
  const { request } = url.startsWith('https:') ? https : http
  const call = request(url, { method: 'POST', ...options })
  call.end(typeof body === 'string' ? body : JSON.stringify(body))
  return call
}

const answerOf = (call: ClientRequest) =>
  new Promise<IncomingMessage>((resolve, reject) => call.once('response', resolve).once('error', reject))

const errorOf = (call: ClientRequest) => new Promise<NodeJS.ErrnoException>(resolve => call.once('error', resolve))

async function contentOf(answer: IncomingMessage): Promise<unknown> {
  return JSON.parse(await text(answer)).choices[0].message.content
}

describe('a node:http program under register', () => {
  test('gets a message like any other', async () => {
    const { url, mock } = await serve()
    const answer = await answerOf(send(url, { headers: { authorization: 'Bearer sk-test', 'X-Team': 'blue' } }))
    expect(answer).toMatchObject({ statusCode: 200, statusMessage: 'OK', complete: false })
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'req_mock1' })
    expect(await contentOf(answer)).toBe(said)
    expect(answer.complete).toBe(true)
    const [request] = mock.requests
    expect(request).toMatchObject({ api: 'responses', body: { input: 'hello' } })
    expect(request?.headers).toMatchObject({ authorization: 'Bearer sk-test', 'x-team': 'blue' })
    expect(request?.headers.host).toBe(new URL(url).host)
  })

  test('calls in every form that http.request takes', async () => {
    const { url } = await serve()
    const { hostname, port, pathname: path } = new URL(url)
    const forms: ((done: (answer: IncomingMessage) => void) => ClientRequest)[] = [
      done => http.request(url, { method: 'POST' }, done),
      done => http.request(new URL(url), { method: 'post' }, done),
      done => http.request({ hostname, port, path, method: 'POST' }, done),
      done => http.request({ host: hostname, port: Number(port), path, method: 'POST', agent: false }, done),
      done => http.request(url, { method: 'POST', auth: 'user:password' }).once('response', done),
    ]
    for (const form of forms) {
      const content = await new Promise((resolve, reject) => {
        const call = form(answer => resolve(contentOf(answer)))
        call.once('error', reject).end(JSON.stringify(hello))
      })
      expect(content).toBe(said)
    }
  })

  test('reads a stream while it is being written, and the server notices when it leaves', async () => {
    const { url, mock } = await serve({ pace: 30, script: [{ text: 'word '.repeat(500) }] })
    const call = send(url, {}, { ...hello, stream: true })
    const answer = await answerOf(call)
    await new Promise(resolve => answer.once('data', resolve))
    expect(mock.aborted).toBe(0)
    const closed = new Promise(resolve => call.once('close', resolve))
    answer.on('error', () => {})
    answer.destroy()
    await closed
    await eventually(() => mock.aborted === 1)
  })

  test.each(['destroy', 'signal'])('breaks off a call that has not been answered: %s', async way => {
    const { url, mock } = await serve({ delay: 60_000 })
    const controller = new AbortController()
    const call = send(url, { signal: controller.signal })
    const error = errorOf(call)
    await eventually(() => mock.requests.length === 1)
    if (way === 'destroy') call.destroy()
    else controller.abort()
    expect((await error).code).toBe(way === 'destroy' ? 'ECONNRESET' : 'ABORT_ERR')
    await eventually(() => mock.aborted === 1)
  })

  test('hears of a timeout', async () => {
    const { url, mock } = await serve({ delay: 60_000 })
    for (const arm of [{ timeout: 40 }, {}]) {
      const call = send(url, arm)
      if (!('timeout' in arm)) call.setTimeout(40)
      await new Promise(resolve => call.once('timeout', resolve))
      const error = errorOf(call)
      call.destroy()
      await error
    }
    await eventually(() => mock.aborted === mock.requests.length)
  })

  test('hears of a server that is not there', async () => {
    const { url, close } = await listen({ fetch: () => new Response() })
    await close()
    undo.push(await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host }))
    expect((await errorOf(send(`${url}/v1/chat/completions`))).code).toBe('ECONNREFUSED')
    const failed = fetch(`${url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify(hello) })
    await expect(failed).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })

  test('keeps its own agent', async () => {
    const { url } = await serve()
    let connections = 0
    class Counting extends http.Agent {
      override createConnection(...args: Parameters<http.Agent['createConnection']>) {
        connections += 1
        return super.createConnection(...args)
      }
    }
    const agent = new Counting({ keepAlive: true, maxSockets: 1 })
    undo.push(() => agent.destroy())
    for (let turn = 0; turn < 3; turn += 1) expect(await contentOf(await answerOf(send(url, { agent })))).toBe(said)
    expect(connections).toBe(1)
  })

  test('keeps its own certificates', async () => {
    const mock = createMock({ api: 'responses' })
    const listener = getRequestListener(mock.fetch, { overrideGlobalObjects: false })
    const server = https.createServer({ key, cert: certificate }, listener)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    undo.push(
      () => server.close(),
      () => server.closeAllConnections(),
    )
    const host = `localhost:${(server.address() as AddressInfo).port}`
    undo.push(await register({ RESPONSES_BRIDGE_HOSTS: host }))
    const url = `https://${host}/v1/chat/completions`
    const lookup: RequestOptions['lookup'] = (_name, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)
    const trusted = { ca: certificate, lookup } as RequestOptions
    expect(await contentOf(await answerOf(send(url, trusted)))).toBe(said)
    expect((await errorOf(send(url, { lookup }))).code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test('reads a long answer slowly, whole', async () => {
    const long = 'many words, '.repeat(100_000)
    const { url } = await serve({ script: [{ text: long }] })
    const answer = await answerOf(send(url))
    const chunks: Buffer[] = []
    for await (const chunk of answer) {
      chunks.push(chunk)
      if (chunks.length % 10 === 0) await new Promise(resolve => setTimeout(resolve, 1))
    }
    expect(JSON.parse(Buffer.concat(chunks).toString()).choices[0].message.content).toBe(long)
  })

  test('sends a long request, whole', async () => {
    const { url, mock } = await serve()
    const content = 'ä long question. '.repeat(200_000)
    const answer = await answerOf(send(url, {}, { ...hello, messages: [{ role: 'user', content }] }))
    expect(answer.statusCode).toBe(200)
    answer.resume()
    expect(mock.requests).toMatchObject([{ body: { input: content } }])
  })

  test('reads what a server has compressed unasked', async () => {
    const mock = createMock({ api: 'responses' })
    const { url, close } = await listen({
      async fetch(request) {
        expect(request.headers.get('accept-encoding')).toBe('identity')
        const body = gzipSync(await (await mock.fetch(request)).text())
        return new Response(body, { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } })
      },
    })
    undo.push(close, await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host }))
    const answer = await answerOf(send(`${url}/v1/chat/completions`, { headers: { 'accept-encoding': 'gzip' } }))
    expect(answer.headers).not.toHaveProperty('content-encoding')
    expect(await contentOf(answer)).toBe(said)
  })

  test("reads the API's own errors", async () => {
    const { url } = await serve({ script: [{ error: { status: 429, headers: { 'retry-after': '7' } } }] })
    const limited = await answerOf(send(url))
    expect(limited).toMatchObject({ statusCode: 429, headers: { 'retry-after': '7' } })
    expect(JSON.parse(await text(limited))).toMatchObject({ error: { message: expect.any(String) } })
    expect((await answerOf(send(url, {}, '{"model":'))).statusCode).toBe(400)
  })

  test('finds the deployment of an Azure URL in the body', async () => {
    const { url, mock } = await serve()
    const azure = url.replace('/v1/', '/openai/deployments/my-gpt/')
    const { messages } = hello
    const answer = await answerOf(send(`${azure}?api-version=2025-04-01-preview`, {}, { messages }))
    expect(await contentOf(answer)).toBe(said)
    expect(mock.requests[0]?.url).toMatch(/\/openai\/responses\?api-version=2025-04-01-preview$/)
    expect(mock.requests[0]?.body).toMatchObject({ model: 'my-gpt' })
  })

  test('leaves nothing open after 200 calls', async () => {
    const { url } = await serve({ keep: 1 })
    const handles = () => process.getActiveResourcesInfo().filter(name => /TCP|Timeout|Immediate/.test(name)).length
    const agent = new http.Agent()
    const before = handles()
    for (let turn = 0; turn < 200; turn += 4) {
      const calls = [0, 1, 2, 3].map(async offset => {
        const answer = await answerOf(send(url, { agent }, { ...hello, stream: offset > 1 }))
        if (offset === 3) return void answer.on('error', () => {}).destroy()
        await text(answer)
      })
      await Promise.all(calls)
    }
    await eventually(() => handles() <= before + 2 && Object.keys(agent.sockets).length === 0)
  })
})
