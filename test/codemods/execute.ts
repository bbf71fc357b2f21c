// Runs old and new callers in a process of their own, each in front of a mock that only speaks its API, and compares.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Assignment, Outcome } from './execute-program.ts'

const program = join(import.meta.dirname, 'execute-program.ts')

/** A caller before and after, with the mock's script and what calls it. */
export interface Pair extends Pick<Assignment, 'name' | 'driveFile' | 'script'> {
  readonly beforeFile: string
  readonly afterFile: string
}

export interface PairOutcome {
  readonly before: Outcome
  readonly after: Outcome
}

const assignmentsOf = ({ beforeFile, afterFile, ...rest }: Pair): Assignment[] => [
  { ...rest, programFile: beforeFile, api: 'chat' },
  { ...rest, programFile: afterFile, api: 'responses' },
]

/** One process for all: what costs time is starting it and loading the SDK. */
export async function runPairs(pairs: readonly Pair[]): Promise<PairOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'responses-bridge-outcomes-'))
  const assignmentsFile = join(folder, 'assignments.json')
  const outcomesFile = join(folder, 'outcomes.json')
  writeFileSync(assignmentsFile, JSON.stringify(pairs.flatMap(assignmentsOf)))
  try {
    await finished(['--import', 'tsx', program, assignmentsFile, outcomesFile])
    const outcomes: Outcome[] = JSON.parse(readFileSync(outcomesFile, 'utf8'))
    return pairs.flatMap((_, index) => {
      const [before, after] = outcomes.slice(2 * index, 2 * index + 2)
      return before && after ? [{ before, after }] : []
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function finished(parameters: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, parameters, {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let complained = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    complained += text
  })
  const code = await new Promise((settle, reject) => child.once('close', settle).once('error', reject))
  if (code !== 0) throw new Error(`The process that runs the samples ended with ${code}: ${complained}`)
}

export function expectSame(outcome: PairOutcome | undefined): void {
  expect(outcome?.before.error, 'the old caller').toBeUndefined()
  expect(outcome?.after.error, 'the new caller').toBeUndefined()
  expect(outcome?.before.printed).not.toBe('')
  expect(outcome?.after.printed).toBe(outcome?.before.printed)
  expect(outcome?.before.calls, 'calls of the old caller').toBeGreaterThan(0)
  expect(outcome?.after.calls, 'calls of the new caller').toBe(outcome?.before.calls)
  expect([outcome?.before.refused, outcome?.after.refused], 'calls of the other API').toEqual([0, 0])
}
