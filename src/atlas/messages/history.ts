// The Responses side of a conversation while it is being written from chat messages: the items so far, and what later
// messages need to know about earlier ones.
import type { JsonObject } from '../read.ts'

export class ItemHistory {
  /** The server of this conversation seals its reasoning, and somebody carries it. */
  readonly sealed: boolean
  readonly items: JsonObject[] = []
  /** Calls of custom tools: their outputs are items of another type. */
  readonly customCalls = new Set<string>()
  /** The assistant message the last item belongs to, while nothing has come between. */
  lastAssistant: { at: string; calls: boolean } | undefined
  /** Legacy calls have no id. Theirs are counted, and answered in the order they were made. */
  readonly #unanswered = new Map<string, string[]>()
  #legacyCalls = 0

  constructor(sealed = false) {
    this.sealed = sealed
  }

  openLegacyCall(name: string): string {
    const id = this.#nextLegacyId()
    const others = this.#unanswered.get(name)
    if (others === undefined) this.#unanswered.set(name, [id])
    else others.push(id)
    return id
  }

  answerLegacyCall(name: string): string {
    return this.#unanswered.get(name)?.shift() ?? this.#nextLegacyId()
  }

  #nextLegacyId(): string {
    return `call_legacy_${this.#legacyCalls++}`
  }
}
