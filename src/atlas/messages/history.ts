// The Responses side of a conversation while it is being written from chat messages: the items so far, and what later
// messages need to know about earlier ones.
import type { JsonObject } from '../read.ts'

export class ItemHistory {
  readonly items: JsonObject[] = []
  /** Calls of custom tools: their outputs are items of another type. */
  readonly customCalls = new Set<string>()
  /** The assistant message the last item belongs to, while nothing has come between. */
  lastAssistant: { at: string; calls: boolean } | undefined
  /** Legacy calls have no id. Theirs are counted, and answered in the order they were made. */
  readonly #unanswered: { name: string; id: string }[] = []
  #legacyCalls = 0

  openLegacyCall(name: string): string {
    const id = this.#nextLegacyId()
    this.#unanswered.push({ name, id })
    return id
  }

  answerLegacyCall(name: string): string {
    const found = this.#unanswered.findIndex(call => call.name === name)
    const [call] = found < 0 ? [] : this.#unanswered.splice(found, 1)
    return call?.id ?? this.#nextLegacyId()
  }

  #nextLegacyId(): string {
    return `call_legacy_${this.#legacyCalls++}`
  }
}
