// What the sweeps of the SQL stores share: small steps, because each holds up everybody else, and few counts.

const step = 1000

/** Forgets step by step until there is no more, or so many have gone. Returns how many. */
export async function sweptInSteps(forget: (limit: number) => Promise<number>, most = Number.POSITIVE_INFINITY) {
  let forgotten = 0
  while (forgotten < most) {
    const limit = Math.min(step, most - forgotten)
    const some = await forget(limit)
    forgotten += some
    if (some < limit) break
  }
  return forgotten
}

/**
 * Counting reads a whole index. Between two counts a store can only have grown by as much as the numbers of its records
 * have: it is counted again when it may be above its limit by a hundredth.
 */
export class Room {
  #newest = Number.NEGATIVE_INFINITY
  #records = 0

  mayBeFull(newest: number, keep: number): boolean {
    return this.#records + (newest - this.#newest) > keep + Math.floor(keep / 100)
  }

  counted(newest: number, records: number): void {
    this.#newest = newest
    this.#records = records
  }
}
