// Every sample that can be run prints the same before and after: the one on chat completions, the other on Responses.
import { beforeAll, describe, expect, test } from 'vitest'
import { expectSame, type PairOutcome, runPairs } from './execute.ts'
import { loadSamples } from './samples.ts'

const changed = loadSamples().filter(({ after }) => after !== undefined)
const runnable = changed.filter(({ doesNotRun }) => doesNotRun === undefined)

describe.runIf(runnable.length > 0)('a sample that runs', () => {
  let outcomes: PairOutcome[] = []

  beforeAll(async () => {
    outcomes = await runPairs(
      runnable.map(({ name, beforeFile, afterFile, driveFile, expected: { script = [] } }) => ({
        name,
        beforeFile,
        afterFile,
        driveFile,
        script,
      })),
    )
  }, 300_000)

  test.each(runnable.map(({ name }, index) => ({ name, index })))('prints the same as before: $name', ({ index }) =>
    expectSame(outcomes[index]),
  )
})

test('most samples that change can be run', () => {
  const every = loadSamples('').filter(({ after }) => after !== undefined)
  const not = every.filter(({ doesNotRun }) => doesNotRun !== undefined)
  expect(not.length * 5, not.map(({ name }) => name).join(', ')).toBeLessThanOrEqual(every.length)
})
