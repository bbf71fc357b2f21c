// Proof that the judge catches lies: faults are planted in the sources of the library, one at a time, and every one of
// them is found out by a law, or by the files of the cases where both forms mean the same to the laws.
import { expect, test } from 'vitest'
import { loadFixtures } from '../fixtures.ts'
import { plantedFaults } from './faults.ts'
import { judge } from './judge.ts'
import { libraryWith } from './plant.ts'

const conversions = loadFixtures('').flatMap(each => each.conversions)

test('the library without a fault is found to have none', async () => {
  expect(await judge(await libraryWith(), conversions, false)).toEqual({ laws: [], cases: [] })
})

test('there are at least forty faults, under names of their own', () => {
  expect(new Set(plantedFaults.map(fault => fault.name)).size).toBe(plantedFaults.length)
  expect(plantedFaults.length).toBeGreaterThanOrEqual(40)
})

test.each(plantedFaults)('a library that $name is found out', async fault => {
  const { laws, cases } = await judge(await libraryWith(fault), conversions, fault.seenBy !== 'cases')
  if (fault.seenBy === 'cases') {
    expect(cases).not.toEqual([])
    expect(laws, 'the laws see it, too: say so').toEqual([])
  } else expect(laws).not.toEqual([])
})
