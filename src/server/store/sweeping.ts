// The sweep of the SQL stores: in small steps, because each holds up everybody else, and with few counts.

export interface Sweepable {
  /** Forgets so many of what has expired, or of the oldest. Returns how many there were. */
  forgetExpired(limit: number): Promise<number>
  forgetOldest(limit: number): Promise<number>
  /** The number of the newest record; later ones have higher numbers. */
  newest(): Promise<number>
  count(): Promise<number>
}

const step = 1000

/**
 * Counting reads a whole index. Between two counts a store can only have grown by as much as the numbers of its records
 * have: it is counted again when it may be above its limit by a hundredth.
 */
export class Sweep {
  readonly #store: Sweepable
  #newest = Number.NEGATIVE_INFINITY
  #records = 0

  constructor(store: Sweepable) {
    this.#store = store
  }

  async run(keep: number | undefined): Promise<number> {
    const expired = await inSteps(limit => this.#store.forgetExpired(limit), Number.POSITIVE_INFINITY)
    if (keep === undefined) return expired
    const newest = await this.#store.newest()
    const atMost = this.#records + Math.max(0, newest - this.#newest)
    if (atMost <= keep + Math.floor(keep / 100)) return expired
    const count = await this.#store.count()
    const surplus = await inSteps(limit => this.#store.forgetOldest(limit), count - keep)
    this.#newest = newest
    this.#records = count - surplus
    return expired + surplus
  }
}

async function inSteps(forget: (limit: number) => Promise<number>, most: number): Promise<number> {
  let forgotten = 0
  while (forgotten < most) {
    const limit = Math.min(step, most - forgotten)
    const some = await forget(limit)
    forgotten += some
    if (some < limit) break
  }
  return forgotten
}
