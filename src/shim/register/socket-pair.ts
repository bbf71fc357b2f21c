// Two ends of a connection within this process, with as much of a socket about them as http needs.
import { Duplex } from 'node:stream'

class SocketEnd extends Duplex {
  /** Connected from the beginning; clients ask. */
  readonly connecting = false
  #peer: SocketEnd | undefined
  #written: (() => void) | undefined
  #idle: ReturnType<typeof setTimeout> | undefined

  join(peer: SocketEnd): void {
    this.#peer = peer
  }

  override _read(): void {
    this.#peer?.continue()
  }

  /** The other end has room again. */
  continue(): void {
    const written = this.#written
    this.#written = undefined
    written?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#idle?.refresh()
    if (this.#peer === undefined || this.#peer.destroyed || this.#peer.receive(chunk)) done()
    else this.#written = done
  }

  receive(chunk: Buffer | null): boolean {
    this.#idle?.refresh()
    return this.push(chunk)
  }

  override _final(done: () => void): void {
    if (this.#peer?.destroyed === false) this.#peer.receive(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#idle)
    const peer = this.#peer
    this.#peer = undefined
    this.continue()
    done(error)
    // What has been written arrives before the end does.
    setImmediate(() => peer?.destroy())
  }

  /** Ends what is written, then closes: http asks for it after the last answer. */
  destroySoon(): void {
    if (this.writableFinished) this.destroy()
    else this.end(() => this.destroy())
  }

  setTimeout(milliseconds: number, listener?: () => void): this {
    clearTimeout(this.#idle)
    this.#idle = undefined
    if (listener !== undefined) this[milliseconds > 0 ? 'once' : 'off']('timeout', listener)
    if (milliseconds > 0) this.#idle = setTimeout(() => this.emit('timeout'), milliseconds).unref()
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

export function socketPair(): [Duplex, Duplex] {
  const one = new SocketEnd()
  const other = new SocketEnd()
  one.join(other)
  other.join(one)
  return [one, other]
}
