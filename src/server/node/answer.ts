// An upstream's answer as undici gives it, with as much of a Response about it as is read.
import type { IncomingHttpHeaders } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { AnswerHeaders, ByteSource, UpstreamAnswer } from '../../shim/source.ts'
import type { Head } from './dispatched.ts'
import { nodeSource } from './source.ts'

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

export function answerOf({ status, statusText, headers }: Head, body: ByteSource, method: string): UpstreamAnswer {
  const isEmpty = withoutBody.has(status) || method === 'HEAD'
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    headers: new Fields(headers),
    body: isEmpty ? null : decoded(headers, body),
  }
}

/** Headers of the global kind check and sort what they are given, which costs more than reading it. */
class Fields implements AnswerHeaders {
  readonly #fields: IncomingHttpHeaders

  constructor(fields: IncomingHttpHeaders) {
    this.#fields = fields
  }

  get(name: string): string | null {
    const value = this.#fields[name]
    if (value === undefined) return null
    return plain(typeof value === 'string' ? value : value.join(', '))
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const name in this.#fields) callback(this.get(name) ?? '', name)
  }
}

/** Some servers send what is no header; it would cost the answer. */
const plain = (value: string) => (strange.test(value) ? value.replace(everyStrange, '') : value)
const strange = /[^\t\x20-\x7e\x80-\xff]/
const everyStrange = /[^\t\x20-\x7e\x80-\xff]/g

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }

/** Nobody asked for compression, but some gateways do it anyway. */
function decoded(headers: IncomingHttpHeaders, body: ByteSource): ByteSource {
  const said = headers['content-encoding']
  if (said === undefined) return body
  const coding = String(said).toLowerCase()
  if (!Object.hasOwn(decoders, coding)) return body
  // The reader of the last stream hears of an error in either.
  return nodeSource(pipeline(Readable.from(bytesOf(body)), decoders[coding as keyof typeof decoders](), () => {}))
}

async function* bytesOf(body: ByteSource): AsyncGenerator<Uint8Array> {
  let ended = false
  try {
    while (!ended) {
      const bytes = await body.read()
      if (bytes !== undefined) yield bytes
      else ended = true
    }
  } finally {
    if (!ended) await body.cancel()
  }
}
