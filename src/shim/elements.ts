// What the stream of an answer is made of, as its caller reads it: in what form it leaves is decided elsewhere.
import type { Branch } from './branch.ts'
import type { Call } from './call.ts'

/** What a stream is made of, as many elements as have come by the time they are asked for. */
export interface Elements {
  /** Not to be called again before it has settled. Rejects where the stream is to be broken off. */
  next(): Promise<readonly unknown[]>
  /** What was returned last was the last. */
  readonly finished: boolean
  /** Nobody reads any more. Settles when whoever makes them has heard of it, where that takes time. */
  cancel(reason?: unknown): Promise<void> | void
}

/** A branch as its caller reads it, and what its call is told of it; `clean` has the last word on each element. */
export function branchElements(branch: Branch, call: Call, clean?: (element: unknown) => unknown): Elements {
  let cancelled = false
  return {
    async next() {
      let elements: readonly unknown[] = []
      try {
        while (elements.length === 0 && !branch.finished && !cancelled) elements = await branch.next()
      } catch (error) {
        // A branch rejects for one reason only: the caller has gone.
        call.end('aborted')
        throw error
      }
      if (elements.length > 0) call.log?.firstByte()
      if (branch.finished) call.end('answered')
      return clean === undefined ? elements : elements.map(clean)
    },
    get finished() {
      return branch.finished || cancelled
    },
    async cancel(reason) {
      if (cancelled) return
      cancelled = true
      call.end('aborted')
      await branch.cancel(reason).catch(() => {})
    },
  }
}
