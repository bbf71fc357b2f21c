// The body of a request on Node: all of it at once, or read as it comes. Node's own iterator costs more than the bytes do.
import type { IncomingMessage } from 'node:http'
import { incomplete, tooLarge } from '../coding/faults.ts'
import type { WholeBody } from '../front.ts'
import { nodeSource } from './source.ts'
import { together } from './together.ts'

export class RequestBody implements WholeBody {
  readonly #request: IncomingMessage

  constructor(request: IncomingMessage) {
    this.#request = request
  }

  whole(limit: number): Promise<Uint8Array> {
    const request = this.#request
    let parts: Buffer[] = []
    let size = 0
    let waiting: { resolve(bytes: Uint8Array): void; reject(error: unknown): void } | undefined
    const fail = (error: unknown) => {
      waiting?.reject(error)
      forget()
    }
    // The listeners stay as long as the answer takes; what they have gathered does not.
    const forget = () => {
      waiting = undefined
      parts = []
    }
    request.on('data', (bytes: Buffer) => {
      size += bytes.length
      // The rest is read and let go: the caller would not hear what is wrong while it is still sending.
      if (size <= limit) parts.push(bytes)
      else fail(tooLarge(limit))
    })
    // `on`, where it happens once anyway: `once` costs more.
    request.on('end', () => {
      const { resolve } = waiting ?? {}
      const bytes = joined(parts)
      forget()
      if (resolve !== undefined) together(() => resolve(bytes))
    })
    const brokenOff = () => {
      // An error is only made where it is one: it would cost as much as the rest of a short call.
      if (waiting !== undefined) fail(incomplete())
    }
    request.on('error', brokenOff)
    request.on('close', brokenOff)
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject }
    })
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    const source = nodeSource(this.#request)
    return {
      async next() {
        const value = await source.read()
        return value === undefined ? { done: true, value } : { done: false, value }
      },
    }
  }
}

function joined(parts: readonly Buffer[]): Uint8Array {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
}
