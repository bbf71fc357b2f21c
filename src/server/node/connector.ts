// How connections to the upstream are made, and what is remembered of those that break.
import { buildConnector } from 'undici'

export interface Connecting {
  readonly connect: buildConnector.connector
  /** Whether this is how a connection broke on which something had been read before. */
  brokeInUse(error: unknown): boolean
}

const broken: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** `timeout`: milliseconds until a connection stands. */
export function connecting(timeout: number): Connecting {
  const connect = buildConnector({ timeout })
  const seen = new WeakSet<object>()
  return {
    connect(options, callback) {
      connect(options, (...made) => {
        const [, socket] = made
        socket?.on('error', (error: NodeJS.ErrnoException) => {
          if (socket.bytesRead > 0 && broken.has(error.code)) seen.add(error)
        })
        callback(...made)
      })
    },
    brokeInUse: error => typeof error === 'object' && error !== null && seen.has(error),
  }
}
