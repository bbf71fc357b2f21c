// What is handled some at a time. Work right after its like finds its code and its data in the processor's cache; between
// all the other work of a call, the same work costs three to five times as much.

export class Gathered<Item> {
  readonly #most: number
  readonly #handle: (items: readonly Item[]) => void
  #items: Item[] = []

  /** `handle` gets the items in their order, `most` of them at once or fewer. */
  constructor(most: number, handle: (items: readonly Item[]) => void) {
    this.#most = most
    this.#handle = handle
  }

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  add(item: Item): void {
    if (this.#items.push(item) >= this.#most) this.flush()
  }

  flush(): void {
    if (this.isEmpty) return
    const items = this.#items
    this.#items = []
    this.#handle(items)
  }
}
