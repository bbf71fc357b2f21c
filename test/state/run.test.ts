// The events of an answer that is to be stored: how far they run ahead of their reader, and what its leaving does.
import { expect, test } from 'vitest'
import { Run } from '../../src/server/state/run.ts'

const events = Array.from({ length: 300 }, (_, sequence_number) => ({ type: 'x', sequence_number }))

/** Whether it has settled by the time everything has that needs nobody else. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false
  void promise.then(() => {
    settled = true
  })
  await new Promise(resolve => setImmediate(resolve))
  return settled
}

test('Whoever makes them waits when many wait for their reader, and goes on when it has read them.', async () => {
  const run = new Run()
  run.push(events.slice(0, 10))
  expect(await isSettled(run.room())).toBe(true)
  run.push(events.slice(10))
  const room = run.room()
  expect(await isSettled(room)).toBe(false)
  expect(await run.next()).toEqual(events)
  expect(await isSettled(room)).toBe(true)
})

test('Whoever makes them waits for no reader that has left, even one that has read nothing.', async () => {
  const run = new Run()
  run.push(events)
  const room = run.room()
  expect(await isSettled(room)).toBe(false)
  run.cancel()
  expect(await isSettled(room)).toBe(true)
  run.push(events)
  expect(await isSettled(run.room())).toBe(true)
  expect(await run.next()).toEqual([])
  expect(run.finished).toBe(true)
})
