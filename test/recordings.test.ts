// The laws on recorded traffic: each law, in each direction, over every exchange in the folder BRIDGE_RECORDINGS names.
import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import listed from './known-exceptions.json' with { type: 'json' }
import { directions, type Law, type Ledger, label, laws, openLedger, table } from './laws/ledger.ts'
import { runRecordings } from './laws/run-recordings.ts'
import { subject } from './laws/subject.ts'

/** Recordings that break a law for a reason of their own: by name, with the reason. */
const exceptions: { file: string; law: string; reason: string }[] = listed

const folder = process.env.BRIDGE_RECORDINGS ?? ''
const present = folder !== '' && existsSync(folder)
const absence = folder === '' ? 'BRIDGE_RECORDINGS names no folder' : `there is no folder ${folder}`

const isExcepted = (violation: { file: string; law: string }) =>
  exceptions.some(({ file, law }) => file === violation.file && law === violation.law)

let ledger: Ledger = openLedger()

beforeAll(async () => {
  if (!present) return
  ledger = await runRecordings(folder, subject)
  console.log(table(ledger))
  if (process.env.LAWS_VERBOSE === '1') {
    for (const { law, file, sentence } of ledger.violations) console.log(`${law} | ${file} | ${sentence}`)
  }
}, 600_000)

if (process.env.REQUIRE_ALL === '1') {
  test('the recordings are there when every test is required', () => {
    expect(present, absence).toBe(true)
  })
}

describe.skipIf(!present)(present ? 'recorded traffic' : `recorded traffic is not judged: ${absence}`, () => {
  for (const law of Object.keys(laws) as Law[]) {
    for (const direction of directions) {
      test(`${label(law, direction)}: ${laws[law]}`, () => {
        const name = label(law, direction)
        const broken = ledger.violations.filter(violation => violation.law === name && !isExcepted(violation))
        const shown = broken.slice(0, 15).map(({ file, sentence }) => `${file}: ${sentence}`)
        expect(ledger.checked.get(name) ?? 0, 'nothing was put to the test').toBeGreaterThan(0)
        expect(shown, `${broken.length} violations\n${table(ledger)}`).toEqual([])
      })
    }
  }

  test('every known exception is still one, and says why', () => {
    const rotten = exceptions.filter(
      ({ file, law, reason }) =>
        reason.length < 20 || !ledger.violations.some(violation => violation.file === file && violation.law === law),
    )
    expect(rotten).toEqual([])
  })
})
