// Every sample that can be run prints the same before and after: the one on chat completions, the other on Responses.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Assignment, Outcome } from './execute-program.ts'
import { loadSamples, type Sample } from './samples.ts'

const program = join(import.meta.dirname, 'execute-program.ts')
const changed = loadSamples().filter(({ after }) => after !== undefined)
const runnable = changed.filter(({ doesNotRun }) => doesNotRun === undefined)
const folder = mkdtempSync(join(tmpdir(), 'responses-bridge-samples-'))

const assignmentsOf = ({ name, beforeFile, afterFile, driveFile, expected }: Sample): Assignment[] => {
  const { script = [] } = expected
  return [
    { name, programFile: beforeFile, driveFile, api: 'chat', script },
    { name, programFile: afterFile, driveFile, api: 'responses', script },
  ]
}

/** One process for all: what costs time is starting it and loading the SDK. */
async function performAll(assignments: readonly Assignment[]): Promise<Outcome[]> {
  const assignmentsFile = join(folder, 'assignments.json')
  const outcomesFile = join(folder, 'outcomes.json')
  writeFileSync(assignmentsFile, JSON.stringify(assignments))
  const child = spawn(process.execPath, ['--import', 'tsx', program, assignmentsFile, outcomesFile], {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let complained = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    complained += text
  })
  const code = await new Promise((settle, reject) => child.once('close', settle).once('error', reject))
  if (code !== 0) throw new Error(`The process that runs the samples ended with ${code}: ${complained}`)
  return JSON.parse(readFileSync(outcomesFile, 'utf8'))
}

describe('a sample that runs', () => {
  let outcomes: Outcome[] = []

  beforeAll(async () => {
    outcomes = await performAll(runnable.flatMap(assignmentsOf))
  }, 300_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(runnable.map(({ name }, index) => ({ name, index })))('prints the same as before: $name', ({ index }) => {
    const [before, after] = outcomes.slice(2 * index, 2 * index + 2)
    expect(before?.error, 'the old caller').toBeUndefined()
    expect(after?.error, 'the new caller').toBeUndefined()
    expect(before?.printed).not.toBe('')
    expect(after?.printed).toBe(before?.printed)
    expect(before, 'calls of the old caller').toMatchObject({ refused: 0, calls: expect.any(Number) })
    expect(before?.calls).toBeGreaterThan(0)
    expect(after, 'calls of the new caller').toMatchObject({ refused: 0, calls: before?.calls })
  })
})

test('most samples that change can be run', () => {
  const every = loadSamples('').filter(({ after }) => after !== undefined)
  const not = every.filter(({ doesNotRun }) => doesNotRun !== undefined)
  expect(not.length * 5, not.map(({ name }) => name).join(', ')).toBeLessThanOrEqual(every.length)
})
