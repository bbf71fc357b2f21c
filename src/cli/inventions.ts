// What a conversion makes up where the source says nothing: ids and times. A comparison must not stumble over them.
import type { Difference, PatchOperation } from '../diff/compare.ts'

export class Inventions {
  readonly #counts = new Map<string, number>()
  readonly #made = new Set<unknown>()
  readonly #time = 1750000000

  /** The same ids in every run: the prefix and a count. */
  readonly id = (prefix: string): string => {
    const count = (this.#counts.get(prefix) ?? 0) + 1
    this.#counts.set(prefix, count)
    this.#made.add(`${prefix}${count}`)
    return `${prefix}${count}`
  }

  readonly now = (): number => {
    this.#made.add(this.#time)
    return this.#time
  }

  /** Whether the two sides differ only in what one of them made up. */
  explains({ left, right }: Pick<Difference, 'left' | 'right'>): boolean {
    return this.#made.has(left) && typeof left === typeof right
  }

  explainsOperation(operation: PatchOperation, left: unknown): boolean {
    return operation.op === 'replace' && this.explains({ left, right: operation.value })
  }
}
