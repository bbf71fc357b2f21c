// The laws on variations: what servers and clients may do besides what was recorded, done to every fixture and recording.
// VARIATION_ROUNDS (1 unless it says otherwise) and VARIATION_SEED (fixed unless it says otherwise) say how often, and
// from where.
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { table } from '../laws/ledger.ts'
import { subject } from '../laws/subject.ts'
import { exceptions } from '../proof/exceptions.ts'
import { fixtureSources, recordedSources, runVariations, type Sources, variationSeed } from './run-variations.ts'

const rounds = Number(process.env.VARIATION_ROUNDS ?? 1)
const seed = Number(process.env.VARIATION_SEED ?? variationSeed)

const folder = process.env.BRIDGE_RECORDINGS ?? ''
const present = folder !== '' && existsSync(folder)
const excepted = new Set(exceptions.map(({ file }) => file))

async function expectTheLawsToHold(sources: Sources, least: number): Promise<void> {
  const { ledger, tried } = await runVariations(sources, subject, seed, rounds)
  const shown = ledger.violations.slice(0, 10).map(({ law, file, sentence }) => `${law} | ${file} | ${sentence}`)
  console.log(`${tried} variations, VARIATION_SEED=${seed}: ${ledger.violations.length} violations`)
  expect(shown, `${ledger.violations.length} violations, VARIATION_SEED=${seed}\n${table(ledger)}`).toEqual([])
  expect(tried).toBeGreaterThanOrEqual(least * rounds)
}

test('variations of the fixtures break no law', async () => {
  await expectTheLawsToHold(fixtureSources(), 150)
})

test.skipIf(!present)('variations of the recordings break no law', async () => {
  await expectTheLawsToHold(
    recordedSources(folder, file => excepted.has(file)),
    1500,
  )
})

if (process.env.REQUIRE_ALL === '1') {
  test('there are recordings to vary when every test is required', () => {
    expect(present, 'BRIDGE_RECORDINGS names no folder').toBe(true)
  })
}
