// Time and chance, which tests bring their own of.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** At least 0, less than 1. */
  random(): number
  /** Calls back after so many milliseconds, unless what is returned is called before. */
  after(milliseconds: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Waits; rejects with the signal's reason as soon as the caller goes. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = clock.after(milliseconds, () => {
      signal?.removeEventListener('abort', gone)
      resolve()
    })
    const gone = () => {
      stop()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', gone, { once: true })
  })
}
