// What is left of a response when its caller, its process or its conversation goes away in the middle.
import { expect, test } from 'vitest'
import { leaseTime } from '../../src/server/state/background.ts'
import { stateOf } from '../../src/server/state/call.ts'
import { conversationItems } from '../../src/server/state/conversation-items.ts'
import { jobKey, responseKey } from '../../src/server/state/records.ts'
import type { Store } from '../../src/server/store/store.ts'
import { describeStores } from '../store/stores.ts'
import { stateFront } from './front.ts'

const model = 'mock-1'
const page = { limit: 100, order: 'desc' } as const

/** A store whose process has died: whatever it is told from now on is lost. */
function dying(store: Store): { store: Store; die(): void } {
  let dead = false
  const lost = () => new Promise<never>(() => {})
  const proxy = new Proxy(store, {
    get: (target, name: keyof Store) => {
      const member = target[name]
      if (typeof member !== 'function') return member
      return (...args: never[]) => (dead ? lost() : Reflect.apply(member, target, args))
    },
  })
  return {
    store: proxy,
    die() {
      dead = true
    },
  }
}

describeStores('A response', ['memory', 'file', 'redis', 'postgres'], (place, name) => {
  test('that is asked to be stored is finished although its caller left in the middle of the stream', async () => {
    const store = await place.open()
    const front = stateFront({ store }, { script: [{ text: 'one two three four five six', pace: 20 }] })
    const client = front.client()
    const { id: conversation } = await client.conversations.create()
    let id = ''
    const asked = { model, input: 'Count.', conversation, store: true, stream: true } as const
    for await (const event of await client.responses.create(asked)) {
      if (event.type === 'response.created') id = event.response.id
      if (event.type === 'response.output_text.delta') break
    }
    await expect
      .poll(() =>
        client.responses.retrieve(id).then(
          ({ status }) => status,
          () => 'absent',
        ),
      )
      .toBe('completed')
    expect((await client.responses.retrieve(id)).output_text).toBe('one two three four five six')
    expect((await client.conversations.items.list(conversation)).data).toHaveLength(2)
    expect(front.mock.aborted).toBe(0)
  })

  test('that nobody asked to store is cancelled by a caller who leaves, and says so', async () => {
    const store = await place.open()
    const script = [{ reasoning: 'Well.', text: 'one two three four five six', pace: 50 }]
    const front = stateFront({ store }, { script })
    const client = front.client()
    const { id: conversation } = await client.conversations.create()
    let id = ''
    const asked = { model, input: 'Count.', conversation, stream: true } as const
    for await (const event of await client.responses.create(asked)) {
      if (event.type === 'response.created') id = event.response.id
      if (event.type === 'response.output_text.delta') break
    }
    await expect.poll(() => front.mock.aborted).toBe(1)
    const status = () =>
      client.responses.retrieve(id).then(
        ({ status }) => status,
        () => 'absent',
      )
    await expect.poll(status).toBe('cancelled')
    // What was said to its end is there, and of a turn that was not nothing is in the conversation.
    expect(await client.responses.retrieve(id)).toMatchObject({ id, output: [{ type: 'reasoning' }], store: true })
    expect((await client.conversations.items.list(conversation)).data).toEqual([])
  })

  test('that is not to be stored is given up with its caller', async () => {
    const store = await place.open()
    const front = stateFront({ store }, { script: [{ text: 'Hello.' }, { text: 'one two three four five', pace: 50 }] })
    const client = front.client()
    const { id: previous_response_id } = await client.responses.create({ model, input: 'Hi' })
    const stream = await client.responses.create({
      model,
      input: 'x',
      previous_response_id,
      store: false,
      stream: true,
    })
    for await (const event of stream) if (event.type === 'response.output_text.delta') break
    await expect.poll(() => front.mock.aborted).toBe(1)
  })

  // What is in memory ends with the process.
  test.skipIf(name === 'memory')('made in the background is taken up by another process, told nothing', async () => {
    const first = dying(await place.open())
    const dead = stateFront({ store: first.store }, { script: [{ text: 'Never heard.', delay: 60_000 }] })
    const key = `key-${place.url()}`
    const { id } = await dead.client(key).responses.create({ model, input: 'Hi', background: true })
    first.die()
    let ahead = 0
    const now = () => Date.now() + ahead
    const second = await place.open({ now })
    const alive = stateFront({ store: second, now, systemKey: 'Bearer server' }, { script: [{ text: 'Heard.' }] })
    await alive.tend()
    expect((await alive.client(key).responses.retrieve(id)).status).toBe('queued')
    ahead = leaseTime + 1000
    await alive.tend()
    await expect.poll(async () => (await alive.client(key).responses.retrieve(id)).status).toBe('completed')
    const found = await alive.client(key).responses.retrieve(id)
    expect(found.output_text).toBe('Heard.')
    expect(found.id).toBe(id)
    // The work is no longer listed a moment after its answer can be read.
    await expect.poll(() => second.find('jobs', 'job', page)).toEqual([])
  })

  test.skipIf(name === 'memory')('made in the background with its caller’s key is failed after a restart', async () => {
    const first = dying(await place.open())
    const dead = stateFront({ store: first.store }, { script: [{ text: 'Never heard.', delay: 60_000 }] })
    const { id } = await dead.client('own').responses.create({ model, input: 'Hi', background: true })
    first.die()
    const now = () => Date.now() + leaseTime + 1000
    const alive = stateFront({ store: await place.open({ now }), now })
    await alive.tend()
    expect(await alive.client('own').responses.retrieve(id)).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', message: expect.stringContaining('restarted') },
    })
  })

  test('that was finished before its conversation knew of it is said once, and only once', async () => {
    const store = await place.open()
    let ahead = 0
    const front = stateFront({ store, now: () => Date.now() + ahead }, { script: [{ text: 'Said.' }] })
    const client = front.client('said')
    const { id: conversation } = await client.conversations.create()
    const { id } = await client.responses.create({ model, input: 'Say.', conversation, background: true })
    await expect.poll(async () => (await client.responses.retrieve(id)).status).toBe('completed')
    const state = stateOf({ store })
    await expect.poll(() => store.find('jobs', 'job', page)).toEqual([])
    ahead = leaseTime + 1000
    // As a process leaves it that ends between the record and the conversation, and one that ends right after both.
    const owner = await ownerWith(store, id, 'said')
    await store.put(jobKey(owner, id), { owner, response: id })
    await front.tend()
    expect(await conversationItems(state, owner, conversation)).toHaveLength(2)
    for (const { position } of await store.items(
      { owner, kind: 'conversation', id: conversation, list: 'items' },
      page,
    )) {
      await store.removeItem({ owner, kind: 'conversation', id: conversation, list: 'items' }, position)
    }
    await store.put(jobKey(owner, id), { owner, response: id })
    await front.tend()
    expect(await conversationItems(state, owner, conversation)).toHaveLength(2)
  })
})

async function ownerWith(store: Store, id: string, key: string): Promise<string> {
  const { createHash } = await import('node:crypto')
  const owner = createHash('sha256').update(`Bearer ${key}`).digest('hex')
  expect(await store.get(responseKey(owner, id))).toBeDefined()
  return owner
}
