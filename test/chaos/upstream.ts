// An upstream that misbehaves as it is told: a bare TCP server that plays a script of bytes for every request.
import { createServer, type Socket } from 'node:net'

/** Bytes to send, or what to do with the connection. A script that ends in neither leaves it open for more requests. */
export type Step =
  | string
  | Uint8Array
  /** Every byte in a segment of its own. */
  | { readonly dribble: string }
  /** The same again and again, for as long as there is anybody to send it to. */
  | { readonly flood: string }
  /** Nothing for so many milliseconds. */
  | { readonly wait: number }
  /** `reset` sends RST, `half-close` sends FIN and goes on reading, `stall` never says anything again. */
  | { readonly act: 'reset' | 'half-close' | 'stall' }

export type Script = readonly Step[]

/** One request, and what became of the connection it came on. */
export interface Visit {
  readonly head: string
  readonly body: string
  /** How many bytes have gone out on the connection so far. */
  sent(): number
  /** Everything has been sent that will be. */
  readonly played: Promise<void>
  /** The connection is gone; resolves with the moment, as `performance.now()` tells it. */
  readonly gone: Promise<number>
}

export interface ChaosUpstream {
  /** A URL to which a caller appends its API's path. Later requests to it get the later scripts, and then the last. */
  urlOf(script: Script, ...later: Script[]): string
  /** The requests a script has had, oldest first. */
  visitsOf(url: string): readonly Visit[]
  /** Resolves with the next request to a script, once it has been read. */
  nextVisit(url: string): Promise<Visit>
  /**
   * How many connections stay open, once those that are only kept for reuse have had the time to be given up. Fetch
   * opens some in advance, on which nothing was ever asked: they are its own business.
   */
  connectionsLeft(): Promise<number>
  close(): Promise<void>
}

interface Played {
  readonly scripts: readonly [Script, ...Script[]]
  readonly visits: Visit[]
  waiting: ((visit: Visit) => void)[]
}

export async function chaosUpstream(): Promise<ChaosUpstream> {
  const scripts: Played[] = []
  const sockets = new Set<Socket>()
  const asked = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    sockets.add(socket)
    const gone = new Promise<number>(resolve => socket.once('close', () => resolve(performance.now())))
    socket.once('close', () => {
      sockets.delete(socket)
      asked.delete(socket)
    })
    // A caller who resets the connection is what these tests are about.
    socket.on('error', () => {})
    socket.on('end', () => socket.end())
    readRequests(socket, ({ head, body }) => {
      asked.add(socket)
      const played = scripts[Number(/^\S+ \/(\d+)\//.exec(head)?.[1])]
      if (played === undefined) return void socket.destroy()
      const visit = { head, body, gone, sent: () => socket.bytesWritten, played: play(socket, scriptOf(played)) }
      played.visits.push(visit)
      for (const tell of played.waiting.splice(0)) tell(visit)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const origin = `http://127.0.0.1:${address.port}`
  const find = (url: string) => {
    const played = scripts[Number(url.slice(origin.length + 1).split('/')[0])]
    if (played === undefined) throw new Error(`No script at ${url}.`)
    return played
  }

  return {
    urlOf(...ofUrl) {
      scripts.push({ scripts: ofUrl, visits: [], waiting: [] })
      return `${origin}/${scripts.length - 1}`
    },
    visitsOf: url => find(url).visits,
    nextVisit: url => new Promise(resolve => find(url).waiting.push(resolve)),
    async connectionsLeft() {
      for (let tries = 0; asked.size > 0 && tries < 500; tries += 1) {
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      return asked.size
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function scriptOf({ scripts, visits }: Played): Script {
  return scripts[Math.min(visits.length, scripts.length - 1)] ?? scripts[0]
}

/** Calls back for every request: a head, and a body of the length the head says. */
function readRequests(socket: Socket, onRequest: (request: { head: string; body: string }) => void): void {
  let buffer: Buffer = Buffer.alloc(0)
  socket.on('data', data => {
    buffer = Buffer.concat([buffer, data])
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = buffer.toString('latin1', 0, end)
      const total = end + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
      if (buffer.length < total) return
      const body = buffer.toString('utf8', end + 4, total)
      buffer = buffer.subarray(total)
      onRequest({ head, body })
    }
  })
}

async function play(socket: Socket, script: Script): Promise<void> {
  for (const step of script) {
    if (typeof step === 'string' || step instanceof Uint8Array) await send(socket, step)
    else if ('dribble' in step) {
      for (const byte of Buffer.from(step.dribble)) await send(socket, Uint8Array.of(byte))
    } else if ('flood' in step) while (!socket.destroyed) await send(socket, step.flood)
    else if ('wait' in step) await new Promise(resolve => setTimeout(resolve, step.wait))
    else if (step.act === 'reset') {
      // What was sent before is to arrive before.
      await new Promise(resolve => setTimeout(resolve, 5))
      socket.resetAndDestroy()
    } else if (step.act === 'half-close') socket.end()
  }
}

function send(socket: Socket, bytes: string | Uint8Array): Promise<void> {
  // The caller may have gone in the middle of it.
  return new Promise(resolve => (socket.destroyed ? resolve() : socket.write(bytes, () => setImmediate(resolve))))
}

/** A status line and headers. */
export function head(status: number | string, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${typeof status === 'number' ? `${status} Whatever` : status}\r\n${lines.join('')}\r\n`
}

/** A body with its length. */
export function sized(status: number | string, contentType: string, body: string, headers = {}): string {
  const framing = { 'content-length': Buffer.byteLength(body), connection: 'close' }
  return head(status, { 'content-type': contentType, ...framing, ...headers }) + body
}

/** A body in chunks, the last one included. */
export function chunked(pieces: readonly string[]): string[] {
  return [...pieces.map(chunkOf), '0\r\n\r\n']
}

export function chunkOf(piece: string): string {
  return `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`
}
