// A fetch over node:http or node:https with the caller's own options underneath: agent, certificates, lookup and all.
import type { IncomingMessage, RequestOptions, request } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }

export function httpFetch(send: typeof request, options: RequestOptions): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const url = String(input)
      const body = Buffer.from(String(init.body))
      const headers = Object.fromEntries(new Headers(init.headers))
      const outgoing = send({
        ...options,
        // As it was written: a parsed URL would tidy it up.
        path: url.slice(new URL(url).origin.length),
        method: init.method,
        headers: { ...headers, 'content-length': body.length },
        signal: init.signal ?? undefined,
      })
      outgoing.once('error', reject)
      outgoing.once('response', incoming => {
        try {
          resolve(asResponse(incoming))
        } catch (error) {
          // A status that is none, for instance 999.
          incoming.destroy()
          reject(error)
        }
      })
      outgoing.end(body)
    })
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

function asResponse(incoming: IncomingMessage): Response {
  const { statusCode = 502, statusMessage = '', rawHeaders } = incoming
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  if (withoutBody.has(statusCode)) incoming.resume()
  const body = withoutBody.has(statusCode) ? null : webStream(decoded(incoming, headers))
  return new Response(body, { status: statusCode, statusText: statusMessage, headers })
}

/** Nobody asked for compression, but some gateways do it anyway. */
function decoded(incoming: IncomingMessage, headers: Headers): Readable {
  const decoder = decoders[(headers.get('content-encoding') ?? '').toLowerCase() as keyof typeof decoders]
  if (decoder === undefined) return incoming
  headers.delete('content-encoding')
  // The reader of the last stream hears of an error in either.
  return pipeline(incoming, decoder(), () => {})
}

/** Readable.toWeb throws outside of any caller when a stream is cancelled at the wrong moment. */
function webStream(readable: Readable): ReadableStream<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array> = readable[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => void readable.destroy(),
    },
    { highWaterMark: 0 },
  )
}
