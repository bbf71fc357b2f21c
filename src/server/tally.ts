// Sums by labels, for a meter that is asked for them now and then: the meter itself checks and sorts the labels each time
// something is counted, which costs more than some calls do.

/** What a counter and a gauge of prom-client have in common. */
interface Meter {
  reset(): void
  inc(labels: Record<string, string>, value: number): void
}

/** One sum of a tally, for whoever adds to it often. */
export interface Sum {
  readonly values: readonly string[]
  sum: number
}

export class Tally {
  readonly #names: readonly string[]
  readonly #sums = new Map<string, Sum>()

  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** `values`: of each label, in the order of the names. */
  add(amount: number, ...values: string[]): void {
    this.of(...values).sum += amount
  }

  of(...values: string[]): Sum {
    // No label has a line break in it: names of models have been looked at.
    const key = values.join('\n')
    const known = this.#sums.get(key)
    if (known !== undefined) return known
    const first = { values, sum: 0 }
    this.#sums.set(key, first)
    return first
  }

  /** For the meter's `collect`. */
  collector(): (this: Meter) => void {
    const names = this.#names
    const sums = this.#sums
    return function collect() {
      this.reset()
      for (const { values, sum } of sums.values()) {
        this.inc(Object.fromEntries(names.map((name, place) => [name, values[place] ?? ''])), sum)
      }
    }
  }
}
