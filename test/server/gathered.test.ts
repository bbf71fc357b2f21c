// What waits for its like: handled in its order, all of it, and no later than it is asked for.
import { expect, test } from 'vitest'
import { Gathered } from '../../src/server/gathered.ts'
import { together } from '../../src/server/node/together.ts'

test('items are handled when there are enough of them, or when they are asked for', () => {
  const handled: (readonly number[])[] = []
  const gathered = new Gathered<number>(3, items => handled.push(items))
  for (const item of [1, 2, 3, 4]) gathered.add(item)
  expect(handled).toEqual([[1, 2, 3]])
  gathered.flush()
  gathered.flush()
  expect(handled).toEqual([[1, 2, 3], [4]])
  expect(gathered.isEmpty).toBe(true)
})

test('what is added while items are handled is neither lost nor handled twice', () => {
  const handled: number[] = []
  const gathered = new Gathered<number>(2, items => {
    for (const item of items) {
      handled.push(item)
      if (item < 3) gathered.add(item + 10)
    }
  })
  gathered.add(1)
  gathered.add(2)
  gathered.flush()
  expect(handled.toSorted((one, other) => one - other)).toEqual([1, 2, 11, 12])
})

test('steps of one turn are taken in their order at its end, and those they bring in the next one', async () => {
  const taken: string[] = []
  await new Promise<void>(resolve => {
    together(() => {
      taken.push('first')
      together(() => {
        taken.push('third')
        resolve()
      })
    })
    together(() => taken.push('second'))
    expect(taken).toEqual([])
  })
  expect(taken).toEqual(['first', 'second', 'third'])
})
