// Upstream calls over node:http and node:https, without a fetch and its web streams, which cost several times as much.
import http, { type ClientRequest } from 'node:http'
import https from 'node:https'
import { urlToHttpOptions } from 'node:url'
import type { UpstreamAnswer } from '../../shim/source.ts'
import { timeoutError } from '../../shim/timeout.ts'
import type { Transport } from '../upstream.ts'
import { answerOf } from './answer.ts'

export interface NodeSendOptions {
  /** Milliseconds until a connection stands. */
  readonly connect: number
  /** Milliseconds until the headers of an answer. */
  readonly headers: number
}

export interface NodeSend extends Transport {
  /** Closes the connections that are idle, and lets no other become it. Calls under way are finished. */
  close(): void
}

type Options = http.RequestOptions & { readonly secure: boolean }

export function nodeSend({ connect, headers: patience }: NodeSendOptions): NodeSend {
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }
  const optionsOf = lastOne((url: string): Options => {
    const { protocol, hostname = '', port, path = '/' } = urlToHttpOptions(new URL(url))
    const secure = protocol === 'https:'
    // Nothing else: an agent makes a name of all it is given, for each call.
    return { secure, agent: agents[secure ? 'https:' : 'http:'], host: hostname, path, ...(port && { port }) }
  })

  function once(url: string, init: RequestInit, isSecond: boolean): Promise<UpstreamAnswer> {
    const body = init.body as string | Uint8Array | undefined
    const headers = fieldsOf(init.headers)
    if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
    const { method = 'GET', signal } = init
    const options = optionsOf(url)
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const request = (options.secure ? https : http).request({ ...options, method, headers })
      const abort = () => request.destroy(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      const late = () => request.destroy(timeoutError(`The upstream timed out: no headers within ${patience} ms.`))
      const timer = setTimeout(late, patience)
      request.once('close', () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      })
      // Not `once`: one call can meet several, and one that nobody hears would end the process.
      request.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed the idle connection just when it was taken up again: it has not read this call.
        const stale = request.reusedSocket && error.code === 'ECONNRESET' && !isSecond && !signal?.aborted
        if (stale) once(url, init, true).then(resolve, reject)
        else reject(signal?.aborted ? signal.reason : error)
      })
      request.once('response', incoming => {
        clearTimeout(timer)
        resolve(answerOf(incoming, method))
      })
      limitConnecting(request, connect, options.secure)
      request.end(body)
    })
  }

  return {
    timesOut: true,
    send: (url, init) => once(url, init, false),
    close() {
      for (const agent of Object.values(agents)) {
        agent.maxFreeSockets = 0
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
      }
    },
  }
}

/** Almost every call goes to the same address. */
function lastOne<Value>(make: (key: string) => Value): (key: string) => Value {
  let known: { key: string; value: Value } | undefined
  return key => {
    if (known?.key !== key) known = { key, value: make(key) }
    return known.value
  }
}

function fieldsOf(headers: HeadersInit | undefined): Record<string, string> {
  if (headers instanceof Headers || Array.isArray(headers)) return Object.fromEntries(headers)
  return { ...headers }
}

function limitConnecting(request: ClientRequest, milliseconds: number, secure: boolean): void {
  request.once('socket', socket => {
    if (!socket.connecting) return
    const error = timeoutError(`The upstream timed out: no connection within ${milliseconds} ms.`)
    const timer = setTimeout(() => request.destroy(error), milliseconds)
    socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(timer))
    request.once('close', () => clearTimeout(timer))
  })
}
