// An upstream's answer as node:http gives it, with as much of a Response about it as is read.
import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { AnswerHeaders, UpstreamAnswer } from '../../shim/source.ts'
import { nodeSource } from './source.ts'

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

export function answerOf(incoming: IncomingMessage, method: string): UpstreamAnswer {
  const { statusCode: status = 502, statusMessage: statusText = '' } = incoming
  const headers = answerHeaders(incoming.headers)
  const ok = status >= 200 && status < 300
  const head = { status, statusText, ok, headers }
  if (!withoutBody.has(status) && method !== 'HEAD') return { ...head, body: nodeSource(decoded(incoming)) }
  incoming.resume()
  return { ...head, body: null }
}

/** Headers of the global kind check and sort what they are given, which costs more than reading it. */
function answerHeaders(fields: IncomingMessage['headers']): AnswerHeaders {
  const fieldOf = (name: string) => {
    const value = fields[name]
    if (value === undefined) return undefined
    return plain(typeof value === 'string' ? value : value.join(', '))
  }
  return {
    get: name => fieldOf(name) ?? null,
    forEach(callback) {
      for (const name in fields) callback(fieldOf(name) ?? '', name)
    },
  }
}

/** Some servers send what is no header; it would cost the answer. */
const plain = (value: string) => (strange.test(value) ? value.replace(everyStrange, '') : value)
const strange = /[^\t\x20-\x7e\x80-\xff]/
const everyStrange = /[^\t\x20-\x7e\x80-\xff]/g

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }

/** Nobody asked for compression, but some gateways do it anyway. */
function decoded(incoming: IncomingMessage): Readable {
  const coding = (incoming.headers['content-encoding'] ?? '').toLowerCase()
  if (!Object.hasOwn(decoders, coding)) return incoming
  // The reader of the last stream hears of an error in either.
  return pipeline(incoming, decoders[coding as keyof typeof decoders](), () => {})
}
