// The signal of one caller: what an AbortSignal says, without what one costs. Nearly every caller stays, and nobody asks.

type Listener = EventListenerOrEventListenerObject

export class Departure implements AbortSignal {
  aborted = false
  reason: unknown
  onabort: AbortSignal['onabort'] = null
  #listeners: Listener[] = []

  leave(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    this.dispatchEvent(new Event('abort'))
  }

  addEventListener(_: string, listener: Listener): void {
    this.#listeners.push(listener)
  }

  removeEventListener(_: string, listener: Listener): void {
    const place = this.#listeners.indexOf(listener)
    if (place !== -1) this.#listeners.splice(place, 1)
  }

  dispatchEvent(event: Event): boolean {
    // It happens once, whatever `once` a listener has asked for.
    const listeners = this.#listeners
    this.#listeners = []
    this.onabort?.(event)
    for (const listener of listeners) {
      if (typeof listener === 'function') listener(event)
      else listener.handleEvent(event)
    }
    return true
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }
}
