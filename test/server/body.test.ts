// Bodies of requests over real sockets: their type, their limits however they come, their depth, and keys that are traps.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { chatHello, chatPath, closeAll, json, raw, responsesPath, serve, transports } from './serving.ts'

afterEach(closeAll)

const text = JSON.stringify(chatHello)
const long = JSON.stringify({ ...chatHello, messages: [{ role: 'user', content: 'x'.repeat(300_000) }] })
const codings: Record<string, (text: string) => Uint8Array> = {
  gzip: text => gzipSync(text),
  deflate: text => deflateSync(text),
  br: text => brotliCompressSync(text),
}

async function* piecesOf(text: string, size = 10_000): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

describe.each(transports)('over the %s transport', transport => {
  test.each([
    ['no type', {}],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text, as pages may send it unasked', { 'content-type': 'text/plain' }],
    ['a type that only begins like JSON', { 'content-type': 'application/jsonp' }],
    ['JSON as the parameter of another type', { 'content-type': 'text/plain; x=application/json' }],
  ])('%s is a 415 on both create routes', async (_case, headers) => {
    const { port, mock } = await serve(transport, 'responses')
    for (const path of [chatPath, responsesPath]) {
      const answer = await raw(port, path, { headers, body: text })
      expect(answer).toMatchObject({ status: 415, json: { error: { code: 'unsupported_media_type' } } })
    }
    expect(mock.requests).toHaveLength(0)
  })

  test.each([
    ['nothing', ''],
    ['half of it', text.slice(0, 20)],
    ['a list', '[]'],
    ['null', 'null'],
    ['a string', '"model"'],
    ['two documents', `${text}${text}`],
    ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)],
  ])('%s is a 400 that quotes nothing', async (_case, body) => {
    const { port, mock } = await serve(transport, 'responses')
    const answer = await raw(port, chatPath, { headers: json, body })
    expect(answer).toMatchObject({
      status: 400,
      json: { error: { type: 'invalid_request_error', code: 'invalid_json' } },
    })
    expect(mock.requests).toHaveLength(0)
  })

  describe('a body over the limit', () => {
    const limits = { bytes: 100_000 }

    test.each([
      ['by its length', { body: long }],
      ['in chunks, without a length', { body: long, chunked: true }],
      ['in many small chunks', { body: piecesOf(long), chunked: true }],
    ])('is a 413 %s, and the connection ends', async (_case, call) => {
      const { port, mock, calls } = await serve(transport, 'responses', { limits })
      for (const path of [chatPath, '/v1/files']) {
        const body = typeof call.body === 'string' ? call.body : piecesOf(long)
        const answer = await raw(port, path, { ...call, body, headers: json })
        expect(answer).toMatchObject({ status: 413, json: { error: { code: 'body_too_large' } } })
        expect(answer.headers.connection).toBe('close')
      }
      expect(mock.requests).toHaveLength(0)
      expect(calls.map(({ outcome, status }) => [outcome, status])).toEqual([
        ['refused', 413],
        ['refused', 413],
      ])
    })

    test.each(Object.entries(codings))('is a 413 as %s, however short it came', async (coding, pack) => {
      const { port, mock } = await serve(transport, 'responses', { limits })
      const bomb = pack(long)
      expect(bomb.length).toBeLessThan(2000)
      const answer = await raw(port, chatPath, { headers: { ...json, 'content-encoding': coding }, body: bomb })
      expect(answer).toMatchObject({ status: 413, json: { error: { code: 'body_too_large' } } })
      expect(mock.requests).toHaveLength(0)
    })

    test('leaves the server as it was', async () => {
      const { port } = await serve(transport, 'responses', { limits })
      for (let turn = 0; turn < 5; turn++) {
        expect((await raw(port, chatPath, { headers: json, body: long })).status).toBe(413)
        expect((await raw(port, chatPath, { headers: json, body: text })).status).toBe(200)
      }
    })
  })

  test.each(Object.entries(codings))('a body in %s arrives', async (coding, pack) => {
    const { port, mock } = await serve(transport, 'responses')
    const headers = { ...json, 'content-encoding': coding }
    expect((await raw(port, chatPath, { headers, body: pack(text) })).status).toBe(200)
    expect(mock.requests[0]?.headers['content-encoding']).toBeUndefined()
    expect(mock.requests[0]?.body).toMatchObject({ input: 'hello' })
  })

  test.each([
    ['an unknown coding', 'snappy', Buffer.from(text), 415],
    ['a coding within a coding', 'gzip, gzip', gzipSync(gzipSync(text)), 415],
    ['a false coding', 'gzip', Buffer.from(text), 400],
    ['a cut body', 'gzip', gzipSync(text).subarray(0, 30), 400],
  ])('%s is refused', async (_case, coding, body, status) => {
    const { port, mock } = await serve(transport, 'responses')
    expect((await raw(port, chatPath, { headers: { ...json, 'content-encoding': coding }, body })).status).toBe(status)
    expect(mock.requests).toHaveLength(0)
  })

  test('a body that nests too deep is a 400, at a hundred thousand levels as at 513', async () => {
    const { port, mock } = await serve(transport, 'responses')
    for (const levels of [513, 100_000]) {
      const deep = `{"model":"m","messages":${'['.repeat(levels)}${']'.repeat(levels)}}`
      const answer = await raw(port, chatPath, { headers: json, body: deep })
      expect(answer).toMatchObject({ status: 400, json: { error: { code: 'json_too_deep' } } })
    }
    expect(mock.requests).toHaveLength(0)
  })

  test('__proto__, constructor and prototype are keys like any other', async () => {
    const { port, mock } = await serve(transport, 'responses')
    const trap = '{"polluted":true}'
    const keys = `"__proto__":${trap},"constructor":{"prototype":${trap}},"prototype":${trap}`
    const body = `{${keys},"model":"m","messages":[{"role":"user","content":"hello",${keys}}],"metadata":{${keys.replaceAll(trap, '"x"').replaceAll('{"prototype":"x"}', '"x"')}}}`
    for (const path of [chatPath, responsesPath]) await raw(port, path, { headers: json, body })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
    for (const { body } of mock.requests) {
      expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
      expect((body as { polluted?: boolean }).polluted).toBeUndefined()
    }
    expect((await raw(port, chatPath, { headers: json, body: text })).status).toBe(200)
  })

  test('a caller who leaves while it sends is no fault of the bridge', async () => {
    const { port, calls, notices, mock, started } = await serve(transport, 'responses')
    async function* cut(): AsyncGenerator<string> {
      yield text.slice(0, 30)
      await expect.poll(() => started.length).toBe(1)
      throw new Error('gone')
    }
    await expect(raw(port, chatPath, { headers: json, body: cut(), chunked: true })).rejects.toThrow()
    await expect.poll(() => calls.length).toBe(1)
    expect(calls[0]?.outcome).toMatch(/aborted|refused/)
    expect(notices).toEqual([])
    expect(mock.requests).toHaveLength(0)
  })
})
