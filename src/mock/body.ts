// Bodies that arrive in time: whole or event by event, slow, cut short, and given up when the caller is gone.

/** Waits, and stops waiting when the caller goes. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    if (milliseconds <= 0) return resolve()
    const gone = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', gone)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', gone, { once: true })
  })
}

interface Pace {
  signal: AbortSignal
  /** Milliseconds before each piece but the first. */
  pace: number
  /** So many pieces are sent, and then the body ends. */
  cut: number | undefined
  /** The end of a cut body is a broken connection. */
  broken: boolean
  onAbort: () => void
}

export function pacedBody(
  pieces: readonly string[],
  { signal, pace, cut, broken, onAbort }: Pace,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const sent = cut === undefined ? pieces : pieces.slice(0, cut)
  const idle = new AbortController()
  let next = 0
  let gone = () => {}
  const settle = () => {
    signal.removeEventListener('abort', gone)
  }
  return new ReadableStream({
    start(controller) {
      gone = () => {
        settle()
        onAbort()
        idle.abort(signal.reason)
        controller.error(signal.reason)
      }
      if (signal.aborted) gone()
      else signal.addEventListener('abort', gone, { once: true })
    },
    async pull(controller) {
      // A break throws away what is still queued, so it waits until the last piece was taken.
      if (broken && next >= sent.length) {
        settle()
        controller.error(new TypeError('terminated'))
        return
      }
      if (next > 0 && pace > 0) {
        const stayed = await wait(pace, idle.signal).then(
          () => true,
          () => false,
        )
        if (!stayed) return
      }
      const piece = sent[next]
      next += 1
      if (piece !== undefined) controller.enqueue(encoder.encode(piece))
      if (next < sent.length || broken) return
      settle()
      controller.close()
    },
    cancel(reason) {
      settle()
      onAbort()
      idle.abort(reason)
    },
  })
}
