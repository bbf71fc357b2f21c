// The limits of an upstream call, and what undici says when one is reached, as every other transport says it.
import { errors } from 'undici'
import { timeoutError } from '../../shim/timeout.ts'

export interface Limits {
  /** Milliseconds until a connection stands. */
  readonly connect: number
  /** Milliseconds until the headers of an answer. */
  readonly headers: number
  /** Milliseconds between two pieces of an answer. */
  readonly idle: number
}

export function explanations({ connect, headers, idle }: Limits): (error: unknown) => unknown {
  const late = (what: string) => timeoutError(`The upstream timed out: ${what}.`)
  return error => {
    if (error instanceof errors.ConnectTimeoutError) return late(`no connection within ${connect} ms`)
    if (error instanceof errors.HeadersTimeoutError) return late(`no headers within ${headers} ms`)
    if (error instanceof errors.BodyTimeoutError) return late(`nothing came for ${idle} ms`)
    if (!(error instanceof errors.SocketError)) return error
    return Object.assign(new Error('The upstream closed the connection.', { cause: error }), { code: 'ECONNRESET' })
  }
}
