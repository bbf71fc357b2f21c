// The create routes straight over node:http: no Request, no Response, no web streams. Every other route goes the web way.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Incoming, isPieces, JsonBody, type Outgoing } from '../front.ts'
import type { Server } from '../index.ts'
import type { Pieces } from '../pieces.ts'
import { createRouteOf } from '../routes.ts'
import { Departure } from './departure.ts'
import type { Handle } from './listen.ts'
import { RequestBody } from './request-body.ts'
import { webHandle } from './web-handle.ts'

// One for all: a thousand callers may leave at once, and each of its own would cost a look at the stack.
const gone = new DOMException('The caller has gone.', 'AbortError')

/** `current` is asked for each call: settings may change while the server listens. */
export function nativeHandle(current: () => Server): Handle {
  const others = webHandle({ fetch: request => current().fetch(request) })
  return (request, response) => {
    const { method = 'GET', url = '/' } = request
    const query = url.indexOf('?')
    const path = query === -1 ? url : url.slice(0, query)
    const api = createRouteOf(method, path)
    if (api === undefined) return others(request, response)
    const signal = new Departure()
    const incoming: Incoming = {
      method,
      path,
      query: query === -1 ? '' : url.slice(query),
      headers: request.headers,
      body: new RequestBody(request),
      signal,
    }
    // Written to just as it is closed, it says so, and would end the process if nobody listened.
    response.on('error', ignored)
    response.on('close', () => {
      if (!response.writableFinished) signal.leave(gone)
    })
    void current()
      .create(incoming, api)
      .then(outgoing => write(outgoing, request, response))
  }
}

const ignored = () => {}

function write({ status, headers, body }: Outgoing, request: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed) {
    if (isPieces(body)) body.cancel()
    return
  }
  const fields = ['x-content-type-options', 'nosniff']
  for (const name in headers) fields.push(name, headers[name] ?? '')
  if (isPieces(body)) {
    response.writeHead(status, fields)
    response.flushHeaders()
    pump(body, response)
    return
  }
  const bytes = body instanceof JsonBody ? String(body) : (body ?? '')
  const length = Buffer.byteLength(bytes)
  fields.push('content-length', String(length))
  response.writeHead(status, fields)
  // Where each character is a byte, they are copied as they are.
  response.end(bytes, length === bytes.length ? 'latin1' : 'utf8')
  // What the caller still sends is read by nobody.
  if (!request.complete) request.resume()
}

/**
 * Asks for the next piece only when the caller has taken the last one. Written without `await`: a function that waits
 * would hold on to the piece it has written, and most streams wait most of the time.
 */
function pump(pieces: Pieces, response: ServerResponse): void {
  let left = false
  response.once('close', () => {
    left = true
    if (!pieces.finished) pieces.cancel(gone)
  })
  const ask = () => void pieces.next().then(take, broken)
  const take = (piece: string | Uint8Array) => {
    if (left) return
    const isTaken = piece.length === 0 || response.write(piece)
    if (pieces.finished) response.end()
    else if (isTaken) ask()
    else response.once('drain', ask)
  }
  // Half an answer must not look like a whole one.
  const broken = () => void response.destroy()
  ask()
}
