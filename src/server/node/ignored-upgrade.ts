// A request that offers to go on in another protocol, where the offer is ignored, as HTTP allows (RFC 9110 §7.8). Once a
// server takes WebSockets, Node hands it every such request as if it were one; Java's client offers h2c with each first call.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

export const isWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket'

const offers: ReadonlySet<string> = new Set(['upgrade', 'http2-settings'])

/** Has the request read once more, without the offer. */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const value = rawHeaders[at + 1] ?? ''
    const kept = name.toLowerCase() === 'connection' ? withoutOffers(value) : value
    if (!offers.has(name.toLowerCase()) && kept !== '') lines.push(`${name}: ${kept}`)
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', socket)
}

function withoutOffers(connection: string): string {
  const names = connection.split(',').map(name => name.trim())
  return names.filter(name => !offers.has(name.toLowerCase())).join(', ')
}
