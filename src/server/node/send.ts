// Upstream calls over node:http and node:https, without a fetch and its web streams, which cost several times as much.
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Send, UpstreamAnswer } from '../../shim/source.ts'
import { nodeSource } from './source.ts'

export interface NodeSendOptions {
  /** Milliseconds until a connection stands. */
  readonly connect: number
}

export interface NodeSend {
  readonly send: Send<UpstreamAnswer>
  /** Closes the connections that are idle, and lets no other become it. Calls under way are finished. */
  close(): void
}

export function nodeSend({ connect }: NodeSendOptions): NodeSend {
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

  function once(url: URL, init: RequestInit, isSecond: boolean): Promise<UpstreamAnswer> {
    const secure = url.protocol === 'https:'
    const body = init.body as string | Uint8Array | undefined
    const headers = { ...(init.headers as Record<string, string>) }
    if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
    const { method = 'GET', signal } = init
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const options = { method, headers, agent: agents[secure ? 'https:' : 'http:'] }
      const request = (secure ? https : http).request(url, options)
      const abort = () => request.destroy(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      const release = () => signal?.removeEventListener('abort', abort)
      request.once('close', release)
      request.once('error', (error: NodeJS.ErrnoException) => {
        // The server closed the idle connection just when it was taken up again: it has not read this call.
        const stale = request.reusedSocket && error.code === 'ECONNRESET' && !isSecond && !signal?.aborted
        if (stale) once(url, init, true).then(resolve, reject)
        else reject(signal?.aborted ? signal.reason : error)
      })
      request.once('response', incoming => resolve(answerOf(incoming, method)))
      limitConnecting(request, connect, secure)
      request.end(body)
    })
  }

  return {
    send: (url, init) => once(new URL(url), init, false),
    close() {
      for (const agent of Object.values(agents)) {
        agent.maxFreeSockets = 0
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
      }
    },
  }
}

function limitConnecting(request: ClientRequest, milliseconds: number, secure: boolean): void {
  request.once('socket', socket => {
    if (!socket.connecting) return
    const error = new DOMException(`The upstream timed out: no connection within ${milliseconds} ms.`, 'TimeoutError')
    const timer = setTimeout(() => request.destroy(error), milliseconds)
    socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(timer))
    request.once('close', () => clearTimeout(timer))
  })
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

function answerOf(incoming: IncomingMessage, method: string): UpstreamAnswer {
  const { statusCode: status = 502, statusMessage: statusText = '', rawHeaders } = incoming
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    // Some servers send what is no header; it would cost the answer.
    if (isName(name)) headers.append(name, plain(rawHeaders[index + 1] ?? ''))
  }
  const ok = status >= 200 && status < 300
  if (withoutBody.has(status) || method === 'HEAD') {
    incoming.resume()
    return { status, statusText, ok, headers, body: null }
  }
  return { status, statusText, ok, headers, body: nodeSource(decoded(incoming, headers)) }
}

const isName = (name: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(name)
const plain = (value: string) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '')

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }

/** Nobody asked for compression, but some gateways do it anyway. */
function decoded(incoming: IncomingMessage, headers: Headers): Readable {
  const coding = (headers.get('content-encoding') ?? '').toLowerCase()
  if (!Object.hasOwn(decoders, coding)) return incoming
  headers.delete('content-encoding')
  // The reader of the last stream hears of an error in either.
  return pipeline(incoming, decoders[coding as keyof typeof decoders](), () => {})
}
