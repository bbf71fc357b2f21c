// A connection that is to become a WebSocket, and does not: answered as a call would have been, and closed.
import type { Duplex } from 'node:stream'
import { RefusedCall } from '../contract.ts'
import { failureOf } from '../failure.ts'

export function noSocket(): RefusedCall {
  return new RefusedCall(404, 'not_found', 'A WebSocket is only at /v1/responses.')
}

export function refuseUpgrade(socket: Duplex, error: unknown): void {
  const { status, headers, body } = failureOf(error).outgoing
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': String(String(body).length) })
  const head = [`HTTP/1.1 ${status} Refused`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n')
  socket.end(`${head}\r\n\r\n${body}`)
}
