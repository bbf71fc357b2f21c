// `/v1/responses` as a WebSocket: each `response.create` is a create call, and its events come back as messages.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { parseEventData } from '../../wire/sse.ts'
import { parseBody } from '../coding.ts'
import type { BodyLimits } from '../contract.ts'
import { RefusedCall } from '../contract.ts'
import { elementsOf } from '../elements.ts'
import { failureOf } from '../failure.ts'
import { type Incoming, isPieces } from '../front.ts'
import type { Server } from '../index.ts'
import type { Pieces } from '../pieces.ts'
import { createRoutes, front } from '../routes.ts'
import type { ConnectionMemory } from '../state/call.ts'
import { noSocket, refuseUpgrade } from './refused-upgrade.ts'
import { checkOneHost } from './target.ts'

const path = front + createRoutes.responses

/** Responses that may wait on one connection for those before them. */
const mostWaiting = 32
/** Bytes a caller may leave unread before its stream is read no further. */
const highWater = 1024 * 1024

export interface Sockets {
  /** For the server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every connection when its last response is done. */
  close(): void
}

/** `current` is asked for each connection and each message, as for every other call. */
export function responsesSockets(current: () => Server, limits: BodyLimits): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bytes, clientTracking: false })
  const open = new Set<Connection>()
  return {
    upgrade(request, socket, head) {
      const ended = () => socket.destroy()
      socket.on('error', ended)
      admit(request, current()).then(
        () => {
          socket.off('error', ended)
          sockets.handleUpgrade(request, socket, head, websocket => {
            const connection = new Connection(websocket, request, current, limits)
            open.add(connection)
            websocket.once('close', () => open.delete(connection))
          })
        },
        error => refuseUpgrade(socket, error),
      )
    },
    close() {
      for (const connection of open) connection.finish()
    },
  }
}

/** Rejects for a request that may not become a WebSocket. Its target is not made a URL of: not every one is. */
async function admit({ url = '', headers, rawHeaders }: IncomingMessage, server: Server): Promise<void> {
  const [pathname] = url.split('?', 1)
  if (pathname !== path) throw noSocket()
  checkOneHost(rawHeaders)
  await server.admit(headers)
}

/** One caller. What it says in one lane is answered in turn; lanes do not wait for each other. */
class Connection {
  readonly #socket: WebSocket
  readonly #request: IncomingMessage
  readonly #current: () => Server
  readonly #limits: BodyLimits
  readonly #gone = new AbortController()
  readonly #lanes = new Map<unknown, Promise<void>>()
  /** Responses that are not stored can still be continued on the connection that made them. */
  readonly #memory: ConnectionMemory = new Map()
  #waiting = 0
  #finishing = false

  constructor(socket: WebSocket, request: IncomingMessage, current: () => Server, limits: BodyLimits) {
    this.#socket = socket
    this.#request = request
    this.#current = current
    this.#limits = limits
    socket.on('message', (data, isBinary) => this.#message(isBinary ? undefined : String(data)))
    socket.on('error', () => socket.terminate())
    socket.once('close', () => this.#gone.abort(new DOMException('The caller has gone.', 'AbortError')))
  }

  finish(): void {
    this.#finishing = true
    if (this.#waiting === 0) this.#socket.close(1001, 'The server is ending.')
  }

  #message(text: string | undefined): void {
    const event = this.#read(text)
    if (event === undefined) return
    const { stream_id: lane } = event
    if (this.#waiting >= mostWaiting) {
      const sentence = 'Too many responses wait on this connection.'
      this.#refuse(new RefusedCall(429, 'too_many_requests', sentence), lane)
      return
    }
    this.#waiting++
    const before = this.#lanes.get(lane) ?? Promise.resolve()
    const after = before
      .then(() => this.#create(event))
      .catch(error => this.#refuse(error, lane))
      .finally(() => {
        this.#waiting--
        if (this.#lanes.get(lane) === after) this.#lanes.delete(lane)
        if (this.#finishing) this.finish()
      })
    this.#lanes.set(lane, after)
  }

  #read(text: string | undefined): JsonObject | undefined {
    let event: JsonObject
    try {
      if (text === undefined) throw new RefusedCall(400, 'invalid_json', 'A message must be text, not bytes.')
      event = parseBody(new TextEncoder().encode(text), this.#limits)
    } catch (error) {
      this.#refuse(error, undefined)
      return undefined
    }
    if (event.type === 'response.create') return event
    const sentence = 'The only event this server takes is `response.create`.'
    this.#refuse(new RefusedCall(400, 'unsupported_event', sentence, { param: 'type' }), event.stream_id)
    return undefined
  }

  async #create(event: JsonObject): Promise<void> {
    if (this.#gone.signal.aborted) return
    const { type: _type, stream_id: lane, background, ...body } = event
    if (background === true) {
      throw new RefusedCall(400, 'unsupported_parameter', 'There is no background mode on a WebSocket.', {
        param: 'background',
      })
    }
    const outgoing = await this.#current().create(this.#incoming({ ...body, stream: true }), 'responses')
    if (isPieces(outgoing.body)) return this.#tell(outgoing.body, lane)
    const answer = parseEventData(String(outgoing.body ?? ''))
    const error = answer.ok && isObject(answer.value) ? answer.value.error : undefined
    this.#send({ type: 'error', status: outgoing.status, error: error ?? null }, lane)
  }

  #incoming(body: JsonObject): Incoming {
    const { upgrade: _upgrade, connection: _connection, ...headers } = this.#request.headers
    const bytes = new TextEncoder().encode(JSON.stringify(body))
    return {
      method: 'POST',
      path,
      query: '',
      headers: { ...headers, 'content-type': 'application/json' },
      body: (async function* once() {
        yield bytes
      })(),
      signal: this.#gone.signal,
      memory: this.#memory,
    }
  }

  async #tell(pieces: Pieces, lane: unknown): Promise<void> {
    const elements = elementsOf(pieces)
    const cancel = () => elements.cancel(this.#gone.signal.reason)
    this.#gone.signal.addEventListener('abort', cancel, { once: true })
    try {
      while (!elements.finished && !this.#gone.signal.aborted) {
        for (const element of await elements.next()) if (isObject(element)) this.#send(element, lane)
        if (this.#socket.bufferedAmount > highWater) await this.#drained()
      }
    } finally {
      this.#gone.signal.removeEventListener('abort', cancel)
    }
  }

  /** The socket has no event for it: it is looked at until what was written has been read. */
  async #drained(): Promise<void> {
    while (this.#socket.bufferedAmount > highWater / 2 && this.#socket.readyState === WebSocket.OPEN) {
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  #refuse(error: unknown, lane: unknown): void {
    const { status, body } = failureOf(error).outgoing
    this.#send({ type: 'error', status, ...JSON.parse(String(body)) }, lane)
  }

  #send(event: JsonObject, lane: unknown): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    this.#socket.send(JSON.stringify(typeof lane === 'string' ? { ...event, stream_id: lane } : event))
  }
}
