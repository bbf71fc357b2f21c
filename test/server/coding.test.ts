// The body of a request: every coding, bombs, cut and false ones, limits that no length header can lie about, and depth.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAll } from '../../src/server/coding/bytes.ts'
import { nestingDepth, parseObject } from '../../src/server/coding/json.ts'
import { decodeBody as decodeAnywhere, parseBody } from '../../src/server/coding.ts'
import { decodeBody as decodeOnNode } from '../../src/server/coding-node.ts'
import { type DecodeBody, RefusedCall } from '../../src/server/contract.ts'

const limits = { bytes: 100_000, depth: 512 }
const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Grüße 🌍 '.repeat(50) }] })

const compress: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: bytes => zlib.gzipSync(bytes),
  'x-gzip': bytes => zlib.gzipSync(bytes),
  deflate: bytes => zlib.deflateSync(bytes),
  br: bytes => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  ...(zlib.zstdCompressSync && { zstd: (bytes: Uint8Array) => zlib.zstdCompressSync(bytes) }),
}

function packed(coding: string, bytes: Uint8Array | string): Uint8Array {
  const pack = compress[coding]
  if (pack === undefined) throw new Error(`no ${coding} here`)
  return pack(Buffer.from(bytes))
}

const bombs = new Map<string, Uint8Array>()

/** Small as it is, it unfolds to 64 MiB. */
function bombIn(coding: string): Uint8Array {
  const bomb = bombs.get(coding) ?? packed(coding, Buffer.alloc(64 * 1024 * 1024))
  bombs.set(coding, bomb)
  return bomb
}

const halves = (bytes: Uint8Array) => [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)]
const nodeStream = (bytes: Uint8Array) => Readable.from(halves(bytes))
const webStream = (bytes: Uint8Array) => Readable.toWeb(nodeStream(bytes)) as ReadableStream<Uint8Array>

const decoders: { where: string; decode: DecodeBody; codings: string[]; form: typeof nodeStream | typeof webStream }[] =
  [
    { where: 'on any runtime', decode: decodeAnywhere, codings: ['gzip', 'x-gzip', 'deflate'], form: webStream },
    { where: 'on Node', decode: decodeOnNode, codings: Object.keys(compress), form: nodeStream },
  ]

async function refused(reading: Promise<unknown>): Promise<RefusedCall> {
  const outcome = await reading.catch((error: unknown) => error)
  if (outcome instanceof RefusedCall) return outcome
  throw new Error(`not refused: ${String(outcome).slice(0, 80)}`)
}

describe.each(decoders)('a compressed body $where', ({ decode, codings, form }) => {
  const text = async (bytes: Uint8Array, coding: string) =>
    Buffer.from(await decode(form(bytes), coding, limits)).toString()

  test('is read in every coding, however its name is written', async () => {
    for (const coding of codings) {
      expect(await text(packed(coding, body), coding)).toBe(body)
      expect(await text(packed(coding, body), ` ${coding.toUpperCase()} `)).toBe(body)
      expect(await text(packed(coding, body), `identity, ${coding}`)).toBe(body)
    }
  })

  test('in two gzip members is never read by half: whole on Node, elsewhere refused where web streams know but one', async () => {
    const members = Buffer.concat([packed('gzip', body), packed('gzip', 'more')])
    const outcome = await text(members, 'gzip').catch((error: RefusedCall) => error.status)
    expect(decode === decodeOnNode ? [`${body}more`] : [`${body}more`, 400]).toContain(outcome)
  })

  test('in deflate without the zlib header, as some clients send it, is read', async () => {
    expect(await text(zlib.deflateRawSync(body), 'deflate')).toBe(body)
  })

  test('may unfold to the limit, and not one byte more', async () => {
    const bytes = packed('gzip', Buffer.alloc(2000, 'x'))
    expect(await decode(form(bytes), 'gzip', { bytes: 2000, depth: 1 })).toHaveLength(2000)
    expect(await refused(decode(form(bytes), 'gzip', { bytes: 1999, depth: 1 }))).toMatchObject({ status: 413 })
  })

  test('that is cut or false is refused with 400', async () => {
    for (const coding of codings) {
      const whole = packed(coding, body)
      for (const bytes of [whole.subarray(0, -3), Buffer.from(body), new Uint8Array()]) {
        expect(await refused(text(bytes, coding))).toMatchObject({ status: 400, code: 'invalid_encoding' })
      }
    }
  })

  test('that is followed by something else is refused with 400', async () => {
    for (const coding of codings) {
      // The web stream of Node 20 stops at the end of deflate and does not look any further.
      if (coding === 'deflate' && decode === decodeAnywhere) continue
      const bytes = Buffer.concat([packed(coding, body), Buffer.from('more')])
      expect(await refused(text(bytes, coding))).toMatchObject({ status: 400, code: 'invalid_encoding' })
    }
  })

  test.each(codings)('that is a bomb in %s is refused with 413 long before it has unfolded', async coding => {
    const bomb = bombIn(coding)
    expect(bomb.length).toBeLessThan(200_000)
    const before = process.memoryUsage().rss
    const refusal = await refused(decode(form(bomb), coding, { bytes: 200_000, depth: 1 }))
    expect(refusal).toMatchObject({ status: 413, code: 'body_too_large', headers: { connection: 'close' } })
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024)
  })

  test('that is too long before it is unfolded is refused, too', async () => {
    const noise = Buffer.alloc(200_000, 'compressed')
    expect(await refused(text(noise, 'gzip'))).toMatchObject({ status: 413 })
  })

  test.each(['gzip, gzip', 'br,gzip', 'compress', 'aes128gcm', '__proto__', 'constructor', 'g'.repeat(1_000_000)])(
    'in a coding that is not supported is refused with 415: %.20s',
    async coding => {
      const { status, message } = await refused(text(Buffer.from('x'), coding))
      expect(status).toBe(415)
      expect(message.length).toBeLessThan(200)
    },
  )

  test('in zstd is refused with 415 and a sentence where zstd is not known', async () => {
    const { status, message, headers } = await refused(text(Buffer.from('x'), 'zstd'))
    if (codings.includes('zstd')) return expect(status).toBe(400)
    expect([status, message]).toEqual([415, expect.stringMatching(/not supported here. Send gzip,? /)])
    expect(headers['accept-encoding']).toMatch(/^gzip, /)
  })
})

describe('the bytes of a body', () => {
  test.each([nodeStream, webStream])('may be as many as the limit, and not one more', async form => {
    expect(await readAll(form(Buffer.alloc(10)), 10)).toHaveLength(10)
    expect(await refused(readAll(form(Buffer.alloc(11)), 10))).toMatchObject({ status: 413 })
  })
})

describe('a refused request on a real connection', () => {
  const server = createServer((request, response) => void answer(request).then(text => response.end(text)))
  const answer = (request: IncomingMessage) =>
    readAll(request, 1000).then(
      bytes => `read ${bytes.length}`,
      error => `${error.status}`,
    )
  let url = ''
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })

  test('is answered though its chunked body is longer than the limit', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let count = 0; count < 50; count++) controller.enqueue(new Uint8Array(1000).fill(0x20))
        controller.close()
      },
    })
    const request: RequestInit & { duplex: 'half' } = { method: 'POST', body: chunks, duplex: 'half' }
    expect(await (await fetch(url, request)).text()).toBe('413')
    expect(await (await fetch(url, { method: 'POST', body: 'x'.repeat(1000) })).text()).toBe('read 1000')
  })
})

describe('the JSON of a body', () => {
  const read = (text: string | Uint8Array) => parseBody(Buffer.from(text), limits)
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`

  test('is an object; anything else is refused with 400', async () => {
    expect(read('\uFEFF{"a":"ü"}')).toEqual({ a: 'ü' })
    for (const text of ['', '{', '[]', '1', 'null', '"x"', '{"a":1}x']) {
      expect(await refused(Promise.resolve(text).then(read))).toMatchObject({ status: 400, code: 'invalid_json' })
    }
  })

  test.each([
    [
      "{\n  'model': 1}",
      'Line 2, column 3: expected a key in double quotes or }. JSON strings stand in double quotes.',
    ],
    ['{"model": "m"', 'Line 1, column 14: expected a comma or }. The text ends too early; part of it may be missing.'],
    [`{"secret": "${'x'.repeat(1_000_000)}`, ''],
  ])('that breaks off says where, unless looking would take long, and quotes nothing', async (text, place) => {
    const message = `The request body is not JSON. ${place}`.trim()
    expect(await refused(Promise.resolve(text).then(read))).toMatchObject({ code: 'invalid_json', message })
  })

  test('that is not UTF-8 is refused, not patched up', () => {
    expect(() => read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toThrow(/not UTF-8/)
  })

  test('may have a key __proto__, which changes no prototype', () => {
    const object = read('{"__proto__":{"polluted":true}}')
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    expect(Object.keys(object)).toEqual(['__proto__'])
  })

  test('may nest 512 levels deep, and not one more', () => {
    expect(read(nested(512))).toBeInstanceOf(Object)
    expect(() => read(nested(513))).toThrow(/deeper than 512/)
    expect(() => read(`${'{"a":'.repeat(513)}1${'}'.repeat(513)}`)).toThrow(/deeper than 512/)
    expect(() => parseObject(nested(5), 4)).toThrow(/deeper than 4/)
  })

  test('of a million levels is refused before it is parsed', () => {
    expect(() => read(nested(1_000_000))).toThrow(RefusedCall)
    expect(() => read('['.repeat(1_000_000))).toThrow(RefusedCall)
  })

  test.each([
    ['{"a":[1,{"b":[]}]}', 4],
    ['"[[[["', 0],
    ['["\\"[[[",[]]', 2],
    ['["\\\\",[[]]]', 3],
    ['["\\\\\\"[",[]]', 2],
    ['["[[[', 1],
    ['', 0],
  ])('in %s is counted outside strings: %i', (text, depth) => {
    expect(nestingDepth(text, 512)).toBe(depth)
  })

  test('is as deep as it is, however many quotes and backslashes stand in a string', () => {
    const text = JSON.stringify([`${'\\"'.repeat(300_000)}[[`, [1]])
    expect(nestingDepth(text, 512)).toBe(2)
    expect(nestingDepth(`["${'\\'.repeat(1_000_000)}"`, 512)).toBe(1)
  })
})
