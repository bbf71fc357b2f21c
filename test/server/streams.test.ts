// Streams over both transports: who leaves, who is slow, who is silent, who is cut, and what a server that ends waits for.

import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { memoryStore } from '../../src/server/store/memory.ts'
import {
  amount,
  chatHello,
  chatPath,
  closeAll,
  dataOf,
  json,
  responsesHello,
  responsesPath,
  type Settings,
  serveBefore,
  transports,
  until,
  upstream,
} from './serving.ts'

afterEach(closeAll)

const chunk = (content: string) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content } }] })}\n\n`
const lastChunk = `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`

const routes: readonly [string, string, object, Settings?][] = [
  ['converted', responsesPath, responsesHello],
  ['passed through', chatPath, chatHello],
  ['converted and kept', responsesPath, responsesHello, { state: { store: memoryStore() } }],
]

/** A chat upstream that streams as told, and counts the streams that are open. */
async function streaming(tell: (response: ServerResponse, body: string) => void) {
  const open = new Set<ServerResponse>()
  const behind = await upstream((_, response, body) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    tell(response, body)
  })
  return { ...behind, open }
}

const call = (url: string, body: object, signal?: AbortSignal) =>
  fetch(url, {
    method: 'POST',
    headers: { ...json, authorization: 'Bearer own' },
    body: JSON.stringify({ ...body, stream: true }),
    ...(signal && { signal }),
  })

describe.each(transports)('over the %s transport', transport => {
  describe.each(routes)('a stream that is %s', (_name, path, hello, settings = {}) => {
    test('arrives as it is made', async () => {
      let goOn = () => {}
      const behind = await streaming(response => {
        response.write(chunk('one'))
        goOn = () => response.end(chunk(' two') + lastChunk)
      })
      const { url } = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat' })
      const answer = await call(url + path, hello)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      })
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
      let seen = ''
      while (!seen.includes('one')) seen += new TextDecoder().decode((await reader.read()).value)
      expect(seen).not.toContain('two')
      goOn()
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        seen += new TextDecoder().decode(step.value)
      }
      expect(seen).toContain('two')
    })

    test('is kept alive by comments while nothing comes, and no comment stands within an event', async () => {
      const event = chunk('one')
      const behind = await streaming(async response => {
        response.write(event.slice(0, 40))
        await new Promise(resolve => setTimeout(resolve, 120))
        response.write(event.slice(40))
        await new Promise(resolve => setTimeout(resolve, 120))
        response.end(lastChunk)
      })
      const { url } = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat', keepAlive: 30 })
      const text = await (await call(url + path, hello)).text()
      const blocks = text.split('\n\n').filter(block => block !== '')
      expect(blocks.filter(block => block === ': keep-alive').length).toBeGreaterThan(1)
      for (const block of blocks) expect(block).toMatch(/^(: keep-alive|event: .*\ndata: .*|data: .*)$/)
      expect(JSON.stringify(dataOf(text))).toContain('one')
    })

    test.each([
      ['before the first byte', () => {}],
      ['in the middle', (response: ServerResponse) => void response.write(chunk('one'))],
      [
        'during a long silence after many events',
        (response: ServerResponse) => void response.write(chunk('x').repeat(50)),
      ],
    ])('is given up upstream when the caller leaves %s', async (_when, tell) => {
      const behind = await streaming(response => {
        response.flushHeaders()
        tell(response)
      })
      const { url, calls } = await serveBefore(transport, behind.url, {
        ...settings,
        upstreamApi: 'chat',
        keepAlive: 0,
      })
      const controller = new AbortController()
      const answer = await call(url + path, hello, controller.signal)
      await until(() => behind.open.size === 1)
      const reading = answer.text().catch(() => 'left')
      await new Promise(resolve => setTimeout(resolve, 20))
      controller.abort()
      await reading
      await until(() => behind.open.size === 0, 1000)
      await until(() => calls.length === 1)
      expect(calls[0]).toMatchObject({ outcome: 'aborted', stream: true })
    })

    test('is given up upstream when the caller leaves before the headers', async () => {
      const open = new Set<ServerResponse>()
      const behind = await upstream((_, response) => {
        open.add(response)
        response.once('close', () => open.delete(response))
      })
      const { url, calls } = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat' })
      const controller = new AbortController()
      const answer = call(url + path, hello, controller.signal).catch(() => 'left')
      await until(() => open.size === 1)
      controller.abort()
      await answer
      await until(() => open.size === 0, 1000)
      await until(() => calls.length === 1)
      expect(calls[0]?.outcome).toBe('aborted')
    })

    test('that pauses too long ends in an error, not in silence', async () => {
      const behind = await streaming(response => void response.write(chunk('one')))
      const { url, calls } = await serveBefore(transport, behind.url, {
        ...settings,
        upstreamApi: 'chat',
        timeouts: { idle: 60 },
      })
      const text = await (await call(url + path, hello)).text()
      const last = dataOf(text)
        .filter(({ type }) => type !== '[DONE]')
        .at(-1)
      expect(JSON.stringify(last)).toMatch(/timed out/)
      expect(last?.type ?? 'chunk').toMatch(/response.failed|chunk/)
      await until(() => calls.length === 1 && behind.open.size === 0)
      expect(calls[0]?.outcome).toBe('failed')
    })

    test('that breaks off is never a completed one', async () => {
      const behind = await streaming(response => {
        response.write(chunk('one'))
        setTimeout(() => response.destroy(), 30)
      })
      const { url, calls } = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat' })
      const text = await (await call(url + path, hello)).text()
      expect(text).toMatch(/response\.failed|"error":\{/)
      expect(text).not.toMatch(/response\.completed|\[DONE\]/)
      await until(() => calls.length === 1)
      expect(calls[0]?.outcome).toBe('failed')
    })

    test('stands still upstream while the caller does not read', async () => {
      const piece = chunk('x'.repeat(64 * 1024))
      let sent = 0
      let stopped = false
      const behind = await streaming(async response => {
        while (!response.destroyed && sent < 100 * 1024 * 1024) {
          sent += piece.length
          if (response.write(piece)) continue
          stopped = true
          await once(response, 'drain').catch(() => {})
        }
      })
      const { port } = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat', keepAlive: 10 })
      const body = JSON.stringify({ ...hello, stream: true })
      const socket = connect(port, '127.0.0.1')
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: Bearer own\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
      await once(socket, 'readable')
      await until(() => stopped)
      let before = -1
      await expect
        .poll(
          () => {
            const still = before === sent
            before = sent
            return still
          },
          { interval: 150, timeout: 20_000 },
        )
        .toBe(true)
      // Two sockets' buffers and a piece in each hand, which is far from the 100 MB there are.
      expect(sent).toBeLessThan(24 * 1024 * 1024)
      socket.destroy()
      await until(() => behind.open.size === 0)
    })

    test('goes on to its end when a caller who paused reads on, however much the upstream had ready', async () => {
      const piece = chunk('x'.repeat(8 * 1024))
      const pieces = 400
      const behind = await streaming(async response => {
        for (let sent = 0; sent < pieces && !response.destroyed; sent++) {
          if (!response.write(piece)) await once(response, 'drain').catch(() => {})
        }
        response.end(lastChunk)
      })
      const { url } = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat' })
      const answer = await call(url + path, hello)
      await new Promise(resolve => setTimeout(resolve, 300))
      expect((await answer.text()).length).toBeGreaterThan(pieces * piece.length * 0.9)
    })

    test('is finished when the server ends, and new calls are not taken', async () => {
      let finish = () => {}
      const behind = await streaming(response => {
        response.write(chunk('one'))
        finish = () => response.end(lastChunk)
      })
      const serving = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat' })
      const answer = await call(serving.url + path, hello)
      const text = answer.text()
      const closed = serving.close(10_000)
      expect(await fetch(`${serving.url}/healthz`).catch(() => 'refused')).toBe('refused')
      finish()
      expect(await text).toMatch(/response\.completed|\[DONE\]/)
      await closed
    })

    test('is cut when the server has waited long enough', async () => {
      const behind = await streaming(response => void response.write(chunk('one')))
      const serving = await serveBefore(transport, behind.url, { ...settings, upstreamApi: 'chat', keepAlive: 0 })
      const text = (await call(serving.url + path, hello)).text()
      const failed = expect(text).rejects.toThrow()
      await serving.close(50)
      await failed
      await until(() => behind.open.size === 0)
    })
  })

  test('many streams at once carry each its own id and nothing of another', async () => {
    const count = amount('SERVE_STREAMS', 60)
    const behind = await streaming(async (response, body) => {
      const id = /id-\d+-di/.exec(body)?.[0] ?? 'none'
      for (let turn = 0; turn < 5; turn++) {
        response.write(chunk(`${id} `))
        await new Promise(resolve => setTimeout(resolve, 1 + Math.random() * 10))
      }
      response.end(lastChunk)
    })
    const { url, calls } = await serveBefore(transport, behind.url, { upstreamApi: 'chat' })
    const texts = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const path = index % 2 === 0 ? responsesPath : chatPath
        const said = `id-${index}-di`
        const body =
          path === chatPath
            ? { ...chatHello, messages: [{ role: 'user', content: said }] }
            : { model: 'm', input: said }
        return { path, said, text: await (await call(url + path, body)).text() }
      }),
    )
    for (const { path, said, text } of texts) {
      expect(new Set(text.match(/id-\d+-di/g))).toEqual(new Set([said]))
      if (path === responsesPath) expect(checkResponseEvents(dataOf(text))).toEqual([])
      else expect(text.match(/id-\d+-di/g)).toHaveLength(5)
    }
    await until(() => calls.length === count)
    expect(new Set(calls.map(({ id }) => id)).size).toBe(count)
    expect(calls.every(({ outcome }) => outcome === 'answered')).toBe(true)
  })

  test('of many callers who leave, none leaves a stream open upstream for a second', async () => {
    const count = amount('SERVE_LEAVING', 60)
    const behind = await streaming(response => void response.write(chunk('one')))
    const settings: Settings = { upstreamApi: 'chat', keepAlive: 0, state: { store: memoryStore() } }
    const { url, calls } = await serveBefore(transport, behind.url, settings)
    const controllers = Array.from({ length: count }, () => new AbortController())
    const readings = controllers.map(async ({ signal }, index) => {
      const path = index % 2 === 0 ? responsesPath : chatPath
      const hello = index % 2 === 0 ? { ...responsesHello, ...(index % 4 === 0 && { store: false }) } : chatHello
      const answer = await call(url + path, hello, signal)
      await answer.text()
    })
    const settled = Promise.allSettled(readings)
    await until(() => behind.open.size === count, 30_000)
    for (const controller of controllers) controller.abort()
    await settled
    await until(() => behind.open.size === 0, 1000)
    await until(() => calls.length === count)
    expect(calls.every(({ outcome }) => outcome === 'aborted')).toBe(true)
  })

  test('many slow readers are bounded', async () => {
    const count = amount('SERVE_SLOW', 12)
    const piece = chunk('x'.repeat(64 * 1024))
    const behind = await streaming(async response => {
      for (let sent = 0; sent < 512 && !response.destroyed; sent++) {
        if (!response.write(piece)) await once(response, 'drain').catch(() => {})
      }
      response.end(lastChunk)
    })
    const { port } = await serveBefore(transport, behind.url, { upstreamApi: 'chat' })
    const body = JSON.stringify({ ...responsesHello, stream: true })
    const before = process.memoryUsage().rss
    const sockets = Array.from({ length: count }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.pause()
      socket.write(
        `POST ${responsesPath} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
      return socket
    })
    await until(() => behind.open.size === count, 60_000)
    await new Promise(resolve => setTimeout(resolve, 300))
    // The upstream, the callers and the server share this process: this is all of them together, and what the process
    // takes for itself whatever it does. Unbounded, it would be 32 MB and more for each reader.
    const own = 96
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(own + 8 * count)
    for (const socket of sockets) socket.destroy()
    await until(() => behind.open.size === 0)
  })
})
