// Which reasoning led to which item: an item that comes back with its id must bring that reasoning along, and reasoning
// that was not stored must bring its encrypted content. Without ids, nothing is asked.
import type { Json } from './checks.ts'
import type { Conversation } from './memory.ts'
import { invalid, problem } from './problem.ts'

/** Enough for any test; a mock that serves for days does not grow without end. */
const limit = 10_000

export class Thoughts {
  /** Ids of items with that of the reasoning before them. */
  readonly #before = new Map<unknown, unknown>()
  readonly #unstored = new Set<unknown>()

  note(output: readonly Json[], stored: boolean): void {
    let thought: unknown
    for (const { type, id } of output) {
      if (type === 'reasoning') {
        thought = id
        if (!stored) this.#unstored.add(id)
      } else if (thought !== undefined) this.#before.set(id, thought)
    }
    for (const known of [this.#before, this.#unstored]) {
      const oldest = known.keys().next()
      if (known.size > limit && !oldest.done) known.delete(oldest.value)
    }
  }

  judge(items: readonly Json[], earlier: Conversation | undefined): void {
    const present = new Set([...(earlier?.items ?? []), ...items].map(({ id }) => id))
    for (const { type, id, encrypted_content } of items) {
      if (type === 'reasoning' && this.#unstored.has(id) && typeof encrypted_content !== 'string') {
        const why = 'Items are not persisted when `store` is set to false.'
        const message = `Item with id '${id}' not found. ${why} Try again with \`store\` set to true, or remove this item from your input.`
        throw problem(404, message, { param: 'input' })
      }
      const thought = this.#before.get(id)
      if (thought === undefined || present.has(thought)) continue
      throw invalid(
        `Item '${id}' of type '${type ?? 'message'}' was provided without its required 'reasoning' item: '${thought}'.`,
        'input',
      )
    }
  }
}
