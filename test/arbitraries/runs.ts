// How often and from where properties are tried: FAST_CHECK_RUNS (1,000 unless it says otherwise) from a fixed seed and
// from a fresh one, printed so that a failure can be seen again; or from FAST_CHECK_SEED alone, where it is set.
import fc from 'fast-check'

export const runs = Number(process.env.FAST_CHECK_RUNS ?? 1000)
const fixedSeed = 20_261_122
const freshSeed = Math.floor(Math.random() * 2 ** 31)
const { FAST_CHECK_SEED: wanted } = process.env
export const seeds: readonly number[] = wanted === undefined ? [fixedSeed, freshSeed] : [Number(wanted)]

export function printSeed(): void {
  console.log(`properties: ${runs} runs each from each FAST_CHECK_SEED of ${seeds.join(' and ')}`)
}

/** The files of a case that a counterexample would make. */
export type FilesOf<Value> = (value: Value) => Readonly<Record<string, string>>

/** Tries a property that lists what is wrong: nothing may be. */
export function holds<Value>(
  arbitrary: fc.Arbitrary<Value>,
  wrongWith: (value: Value) => string[],
  filesOf: FilesOf<Value> = value => ({ counterexample: `${JSON.stringify(value, null, 2)}\n` }),
): void {
  const property = fc.property(arbitrary, value => {
    const wrong = wrongWith(value)
    if (wrong.length > 0) throw new Error(wrong.slice(0, 5).join('\n'))
  })
  for (const seed of seeds) {
    const details = fc.check(property, { numRuns: runs, seed })
    if (details.failed) throw new Error(failureOf(details, filesOf))
  }
}

/** What is wrong, how to see it again, and the shrunk counterexample as it would stand in `fixtures/`. */
function failureOf<Value>(details: fc.RunDetails<[Value]>, filesOf: FilesOf<Value>): string {
  const { seed, numRuns, numShrinks, counterexample, errorInstance } = details
  const cause = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  const found = `Found by run ${numRuns}, shrunk ${numShrinks} times; again with FAST_CHECK_SEED=${seed}.`
  const files = counterexample === null ? {} : filesOf(counterexample[0])
  const listing = Object.entries(files).map(([name, text]) => `--- fixtures/<a plain statement>/${name}\n${text}`)
  return [cause, found, ...listing].join('\n')
}
