// A Node stream as bytes that are read when they are wanted: without an iterator, which costs more than the bytes do.
import type { Readable } from 'node:stream'
import type { ByteSource } from '../../shim/source.ts'

/** What may wait here until it is read; beyond, the stream stands still. */
const most = 65_536

export function nodeSource(stream: Readable): ByteSource {
  let waiting: { resolve(bytes: Uint8Array | undefined): void; reject(error: unknown): void } | undefined
  let held: Buffer[] = []
  let size = 0
  let over: { error: unknown } | undefined

  stream.on('data', (bytes: Buffer) => {
    if (waiting !== undefined) {
      const { resolve } = waiting
      waiting = undefined
      resolve(bytes)
      return
    }
    held.push(bytes)
    size += bytes.length
    if (size >= most) stream.pause()
  })
  const end = (error: unknown) => {
    if (over !== undefined) return
    over = { error }
    if (waiting === undefined) return
    if (error === undefined) waiting.resolve(undefined)
    else waiting.reject(error)
    waiting = undefined
  }
  stream.once('end', () => end(undefined))
  // Not `once`: a second one that nobody hears would end the process.
  stream.on('error', error => end(error))
  // After `end` this says nothing new; before it, the other side has broken off.
  stream.once('close', () => {
    // An error costs as much as the rest of a short answer, so it is only made where it is one.
    if (over === undefined) end(new Error('The stream broke off.'))
  })

  function take(): Uint8Array {
    const [only] = held
    const bytes = held.length === 1 && only !== undefined ? only : Buffer.concat(held)
    held = []
    if (size >= most) stream.resume()
    size = 0
    return bytes
  }

  return {
    read() {
      if (held.length > 0) return Promise.resolve(take())
      if (over !== undefined) return over.error === undefined ? ended : Promise.reject(over.error)
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
      })
    },
    async cancel() {
      end(undefined)
      held = []
      stream.destroy()
    },
  }
}

const ended = Promise.resolve(undefined)
