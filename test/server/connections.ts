// Every connection this process opens while somebody watches: to where.
import { Socket } from 'node:net'

export interface Destination {
  readonly host: string
  readonly port: number
}

/** Records until `stop`, whatever opens the connection: node:http, fetch or a socket of its own. */
export function watchConnections(): { readonly opened: Destination[]; stop(): void } {
  const opened: Destination[] = []
  const original = Socket.prototype.connect
  Socket.prototype.connect = function connect(this: Socket, ...args: unknown[]): Socket {
    opened.push(destinationOf(args.flat()))
    return Reflect.apply(original, this, args)
  } as typeof original
  return {
    opened,
    stop: () => {
      Socket.prototype.connect = original
    },
  }
}

/** `connect(port, host)`, `connect({ port, host })`, and Node's own normalised list of these. */
function destinationOf([first, second]: unknown[]): Destination {
  if (typeof first === 'object' && first !== null) {
    const { host = 'localhost', port = 0, path } = first as { host?: string; port?: number | string; path?: string }
    return { host: path ?? host, port: Number(port) }
  }
  return { host: typeof second === 'string' ? second : 'localhost', port: Number(first) }
}
