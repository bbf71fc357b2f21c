// Events that are made even when their reader has left, because what comes of them is to be stored.
import type { Events, StreamEvent } from './events.ts'

/** How many may wait for a reader before there is no room for more. */
const mostWaiting = 256

/** As long as the reader is there, what waits for it is held, within a limit. */
export class Run implements Events {
  #waiting: StreamEvent[] = []
  #ended = false
  #left = false
  #wake: (() => void) | undefined
  #goOn: (() => void) | undefined

  push(events: readonly StreamEvent[]): void {
    if (this.#left) return
    for (const event of events) this.#waiting.push(event)
    this.#notify()
  }

  /** Settles when more may come: for whoever need not go on while the reader is there and does not read. */
  async room(): Promise<void> {
    if (this.#left || this.#waiting.length < mostWaiting) return
    await new Promise<void>(resolve => {
      this.#goOn = resolve
    })
  }

  end(): void {
    this.#ended = true
    this.#notify()
  }

  async next(): Promise<readonly StreamEvent[]> {
    while (this.#waiting.length === 0 && !this.finished) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    return this.#taken()
  }

  get finished(): boolean {
    return this.#left || (this.#ended && this.#waiting.length === 0)
  }

  /** The reader has left, perhaps before it has read anything. */
  cancel(): void {
    this.#left = true
    this.#taken()
    this.#notify()
  }

  #notify(): void {
    this.#wake?.()
    this.#wake = undefined
  }

  #taken(): readonly StreamEvent[] {
    const events = this.#waiting
    this.#waiting = []
    this.#goOn?.()
    this.#goOn = undefined
    return events
  }
}
