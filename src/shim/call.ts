// One call of the caller's from its beginning to its end: who wants to know of the end, and how it ended.
import type { CallLog, CallOutcome } from './log.ts'

export class Call {
  readonly log: CallLog | undefined
  #failed = false
  #over = false
  readonly #callbacks: (() => void)[] = []

  constructor(log: CallLog | undefined) {
    this.log = log
  }

  whenOver(callback: () => void): void {
    if (this.#over) callback()
    else this.#callbacks.push(callback)
  }

  /** The answer is, or ends in, an error. */
  failed(): void {
    this.#failed = true
  }

  /** Nothing more will happen. Only the first word counts. */
  end(outcome: CallOutcome): void {
    if (this.#over) return
    this.#over = true
    // None is added any more.
    for (const callback of this.#callbacks) callback()
    this.log?.end(outcome === 'answered' && this.#failed ? 'failed' : outcome)
  }
}
