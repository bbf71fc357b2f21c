// What a Responses server keeps when `store` is not false, so that `previous_response_id` finds it.
import type { Json } from './checks.ts'

export interface Conversation {
  /** Input and output of every turn so far, in order. */
  items: Json[]
}

/** Enough for any test; a mock that serves for days does not grow without end. */
const limit = 1000

export class Memory {
  readonly #kept = new Map<string, Conversation>()

  find(id: unknown): Conversation | undefined {
    return this.#kept.get(String(id))
  }

  keep(id: string, conversation: Conversation): void {
    this.#kept.set(id, conversation)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > limit && !oldest.done) this.#kept.delete(oldest.value)
  }
}
