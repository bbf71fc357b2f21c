// responses-bridge/register: how the calls of node:http programs travel: agents, certificates, long bodies, failures.
import http, { type RequestOptions } from 'node:http'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { eventually } from '../fetch/sdk.ts'
import { answerOf, contentOf, errorOf, hello, said, send, serve, undo, undoAll } from './http-program.ts'
import { register } from './load.ts'
import { certificate, listenSecurely } from './tls.ts'

afterEach(undoAll)

describe('a call of a node:http program under register', () => {
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
    const { url: origin, close } = await listenSecurely(createMock({ api: 'responses' }))
    undo.push(close, await register({ RESPONSES_BRIDGE_HOSTS: new URL(origin).host }))
    const url = `${origin}/v1/chat/completions`
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
