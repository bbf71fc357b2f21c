// The body of a request on Node: all of it at once, or read as it comes. Node's own iterator costs more than the bytes do.
import type { IncomingMessage } from 'node:http'
import { tooLarge } from '../coding/faults.ts'
import type { WholeBody } from '../front.ts'
import { nodeSource } from './source.ts'

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
    request.once('end', () => {
      waiting?.resolve(joined(parts))
      forget()
    })
    request.on('error', fail)
    // An error is only made where it is one: it would cost as much as the rest of a short call.
    request.once('close', () => request.complete || fail(new Error('The request broke off.')))
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
