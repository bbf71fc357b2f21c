// How often and from where properties are tried: FAST_CHECK_RUNS (1,000 unless it says otherwise) and FAST_CHECK_SEED (a
// fresh one unless it says otherwise, printed so that a failure can be seen again).
import fc from 'fast-check'

export const runs = Number(process.env.FAST_CHECK_RUNS ?? 1000)
export const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))

export function printSeed(): void {
  console.log(`properties: ${runs} runs each, FAST_CHECK_SEED=${seed}`)
}

/** Tries a property that lists what is wrong: nothing may be. */
export function holds<Value>(arbitrary: fc.Arbitrary<Value>, wrongWith: (value: Value) => string[]): void {
  const property = fc.property(arbitrary, value => {
    const wrong = wrongWith(value)
    if (wrong.length > 0) throw new Error(wrong.slice(0, 5).join('\n'))
  })
  fc.assert(property, { numRuns: runs, seed })
}
