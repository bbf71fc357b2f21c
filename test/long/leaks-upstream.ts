// An upstream that counts: which connections are open, and when the caller of each request went away.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { answerOf } from '../chaos/kind.ts'
import type { Side } from '../fixtures.ts'

/** How it answers; the first segment of the path says so. */
export type Manner =
  /** As it was asked: whole or streamed, to the end. */
  | 'plainly'
  /** A stream that says all but its last word and then nothing. */
  | 'stalling'
  /** Not even headers. */
  | 'silent'
  /** The connection breaks in the middle. */
  | 'breaking'
  /** 429. */
  | 'refusing'

export interface CountingUpstream {
  urlOf(manner: Manner): string
  /** Open connections on which something was asked. Fetch opens some in advance; those are its own business. */
  readonly sockets: ReadonlySet<Socket>
  /** Gives up the connections that are only kept for the next request, and waits a while for the rest. */
  settled(): Promise<void>
  /** When the caller of the request with this `x-call` went away, as `performance.now()` tells it. */
  gone(call: string): Promise<number>
  /** Resolves once the request with this `x-call` has come. */
  asked(call: string): Promise<void>
  close(): Promise<void>
}

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

async function answer(side: Side, manner: string, stream: boolean, reply: ServerResponse): Promise<void> {
  if (manner === 'silent') return
  if (manner === 'refusing') {
    reply.writeHead(429, { 'content-type': 'application/json' })
    reply.end(JSON.stringify({ error: { message: 'Slow down.', type: 'requests', param: null, code: null } }))
    return
  }
  const { contentType, pieces, body, finishedAfter } = answerOf(side, stream)
  reply.writeHead(200, { 'content-type': contentType })
  if (manner === 'plainly' && !stream) return void reply.end(body)
  for (const piece of manner === 'plainly' ? pieces : pieces.slice(0, stream ? finishedAfter - 1 : 1)) {
    reply.write(piece)
    await pause(0)
  }
  if (manner === 'plainly') reply.end()
  if (manner === 'breaking') reply.destroy()
}

/** Something that happens once, and those who wait for it; the newest are remembered for those who ask later. */
class Moments {
  readonly #came = new Map<string, number>()
  readonly #waiting = new Map<string, (moment: number) => void>()

  tell(name: string): void {
    const now = performance.now()
    const waiting = this.#waiting.get(name)
    this.#waiting.delete(name)
    if (waiting) {
      waiting(now)
      return
    }
    this.#came.set(name, now)
    const oldest = this.#came.keys().next()
    if (this.#came.size > 100 && !oldest.done) this.#came.delete(oldest.value)
  }

  of(name: string): Promise<number> {
    const came = this.#came.get(name)
    this.#came.delete(name)
    return came === undefined ? new Promise(resolve => this.#waiting.set(name, resolve)) : Promise.resolve(came)
  }
}

async function bodyOf(request: IncomingMessage): Promise<{ stream?: boolean }> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

export async function countingUpstream(side: Side): Promise<CountingUpstream> {
  const sockets = new Set<Socket>()
  const [asked, gone] = [new Moments(), new Moments()]
  const server = createServer((request, reply) => {
    const name = request.headers['x-call']
    const { socket } = request
    if (!sockets.has(socket)) socket.once('close', () => sockets.delete(socket))
    sockets.add(socket)
    // A caller may go away before all of its request has come.
    request.on('error', () => {})
    reply.on('error', () => {})
    if (typeof name === 'string') reply.once('close', () => reply.writableEnded || gone.tell(name))
    bodyOf(request)
      .then(({ stream = false }) => {
        if (typeof name === 'string') asked.tell(name)
        return answer(side, request.url?.split('/')[1] ?? '', stream, reply)
      })
      .catch(() => reply.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    urlOf: manner => `http://127.0.0.1:${port}/${manner}/v1`,
    sockets,
    async settled() {
      for (let tries = 0; sockets.size > 0 && tries < 500; tries += 1) {
        server.closeIdleConnections()
        await pause(20)
      }
    },
    gone: call => gone.of(call),
    asked: async call => void (await asked.of(call)),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
