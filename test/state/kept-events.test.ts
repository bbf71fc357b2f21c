// A stored stream and the moment its caller leaves: what stands of it is stored, once.
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/atlas/read.ts'
import { stateOf } from '../../src/server/state/call.ts'
import { KeptEvents } from '../../src/server/state/kept-events.ts'
import { responseKey } from '../../src/server/state/records.ts'
import { namingOf } from '../../src/server/state/turn.ts'
import { openStore } from '../../src/server/store/open.ts'
import type { Elements } from '../../src/shim/elements.ts'

const message = { type: 'message', id: 'msg', role: 'assistant', content: [] }
const begun = { id: 'theirs', object: 'response', status: 'in_progress', output: [] }
const events = {
  created: { type: 'response.created', response: begun },
  added: { type: 'response.output_item.added', output_index: 0, item: message },
  done: { type: 'response.output_item.done', output_index: 0, item: message },
  completed: { type: 'response.completed', response: { ...begun, status: 'completed', output: [message] } },
}

/** A stream in the given pieces; `cancelled` is how often it was told that nobody reads it. */
async function streamOf(...pieces: readonly (readonly JsonObject[])[]) {
  let next = 0
  const from: Elements & { cancelled: number } = {
    cancelled: 0,
    next: async () => pieces[next++] ?? [],
    get finished() {
      return next >= pieces.length
    },
    cancel() {
      from.cancelled++
    },
  }
  const state = stateOf({ store: await openStore('memory') })
  const id = `resp_${state.randomId()}`
  const turn = {
    ...namingOf({ id }),
    ...{ id, owner: 'owner', stored: true, outlasts: false, input: [], before: undefined },
    ...{ previous: undefined, conversation: undefined, remember: undefined },
  }
  const stored = async () => (await state.store.get(responseKey('owner', id)))?.value.response
  return { events: new KeptEvents(state, turn, from, () => {}), from, stored, id }
}

const typesOf = (some: readonly unknown[]) => some.map(event => (event as JsonObject).type)

test('What comes with the last event goes out before it is stored, and the last event after that.', async () => {
  const { events: kept, stored, id } = await streamOf([events.created, events.done, events.completed])
  expect(typesOf(await kept.next())).toEqual(['response.created', 'response.output_item.done'])
  expect(await stored()).toBeUndefined()
  expect(kept.finished).toBe(false)
  expect(await kept.next()).toMatchObject([{ type: 'response.completed', response: { id, status: 'completed' } }])
  expect(kept.finished).toBe(true)
  expect(await stored()).toMatchObject({ id, status: 'completed', output: [{ type: 'message' }] })
})

test('Who leaves before the last event that has come already leaves a whole response behind.', async () => {
  const { events: kept, stored } = await streamOf([events.created, events.done, events.completed])
  await kept.next()
  kept.cancel()
  await expect.poll(stored).toMatchObject({ status: 'completed' })
})

test('Who leaves earlier leaves a cancelled one, with the items that were said to their end.', async () => {
  const { events: kept, from, stored, id } = await streamOf([events.created, events.added, events.done], [])
  await kept.next()
  kept.cancel()
  await expect.poll(stored).toMatchObject({ id, status: 'cancelled', output: [{ type: 'message' }] })
  expect(from.cancelled).toBe(1)
})

test('What was on its way when the caller left is not stored beside it.', async () => {
  const { events: kept, stored } = await streamOf([events.created], [events.done, events.completed])
  await kept.next()
  const late = kept.next()
  kept.cancel()
  expect(await late).toEqual([])
  await expect.poll(stored).toMatchObject({ status: 'cancelled', output: [] })
})

test('Who leaves before anything has come leaves nothing.', async () => {
  const { events: kept, stored } = await streamOf([events.created])
  kept.cancel()
  await new Promise(resolve => setImmediate(resolve))
  expect(await stored()).toBeUndefined()
})
