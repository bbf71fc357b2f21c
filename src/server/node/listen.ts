// The server on Node: listening, and ending without cutting what is open.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, isIPv6 } from 'node:net'
import { ignoreUpgrade, isWebSocket } from './ignored-upgrade.ts'
import { refusesTarget } from './target.ts'
import type { Sockets } from './websocket.ts'

export type Handle = (request: IncomingMessage, response: ServerResponse) => void

export interface Listening {
  readonly url: string
  readonly port: number
  /** Takes no new calls and waits for the open ones, at most so long; then they are cut. */
  close(patience: number): Promise<void>
}

// Slow writers of requests hold a connection each. Answers may take as long as they like.
const limits = { headersTimeout: 60_000, requestTimeout: 300_000, keepAliveTimeout: 75_000, maxHeaderSize: 32_768 }

/** Connections that may wait to be taken: a thousand callers may come at once, and Node's own 511 would turn some away. */
const waiting = 4096

/** Milliseconds between two looks at what has become idle, once the server is closing. */
const sweep = 50

export function listen(
  handle: Handle,
  { host, port }: { host: string; port: number },
  sockets?: Sockets,
): Promise<Listening> {
  let closing = false
  const server = createServer({ ...limits, connectionsCheckingInterval: 10_000 }, (request, response) => {
    // Without it, a caller would send its next request to a server that is about to go.
    if (closing) response.setHeader('connection', 'close')
    if (!refusesTarget(request, response)) handle(request, response)
  })
  if (sockets !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      if (isWebSocket(request)) sockets.upgrade(request, socket, head)
      else ignoreUpgrade(server, request, socket, head)
    })
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: waiting }, () => {
      server.off('error', reject)
      const { port: taken } = server.address() as AddressInfo
      const close = (patience: number) => {
        closing = true
        sockets?.close()
        return ended(server, patience)
      }
      resolve({ url: `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`, port: taken, close })
    })
  })
}

function ended(server: Server, patience: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), patience)
    // A connection whose answer had begun before is kept, and idle when it has ended.
    const sweeping = setInterval(() => server.closeIdleConnections(), sweep)
    server.close(() => {
      clearTimeout(timer)
      clearInterval(sweeping)
      resolve()
    })
    server.closeIdleConnections()
  })
}
