// One suite for all four stores: whatever one of them does, the others do.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ConflictError, type ListKey, NoRecordError, type RecordKey, type Store } from '../../src/server/store/store.ts'
import { describeStores, storeNames } from './stores.ts'

const hour = 3_600_000
const key = (owner = `owner-${randomUUID()}`, id = `resp_${randomUUID()}`): RecordKey => ({
  owner,
  kind: 'response',
  id,
})
const listOf = (record: RecordKey): ListKey => ({ ...record, list: 'items' })
const all = { limit: 1000, order: 'asc' } as const

async function made(store: Store, owner: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `resp_${index}`)
  for (const id of ids) await store.put(key(owner, id), { id })
  return ids
}

describeStores('A store', storeNames, place => {
  test('gives back what was put, with its version', async () => {
    const store = await place.open()
    const name = key()
    expect(await store.get(name)).toBeUndefined()
    expect(await store.put(name, { text: 'one' })).toBe(1)
    expect(await store.put(name, { text: 'two' })).toBe(2)
    expect(await store.get(name)).toEqual({ id: name.id, value: { text: 'two' }, version: 2 })
  })

  test('keeps every JSON value as it was: key order, large numbers, U+0000, lone surrogates, __proto__', async () => {
    const store = await place.open()
    const name = key()
    const text = '{"z":1,"a":[null,true,1e+300,-0.5,"\\u0000","\\ud800",""],"__proto__":{"polluted":true},"ü":"😀"}'
    await store.put(name, JSON.parse(text))
    await store.append(listOf(name), [JSON.parse(text)])
    const [item] = await store.items(listOf(name), all)
    expect(JSON.stringify((await store.get(name))?.value)).toBe(text)
    expect(JSON.stringify(item?.value)).toBe(text)
  })

  test('keeps a record of two megabytes', async () => {
    const store = await place.open()
    const name = key()
    const value = { image: 'x'.repeat(2_000_000) }
    await store.put(name, value)
    expect((await store.get(name))?.value).toEqual(value)
  })

  test('holds on to nothing that it was given or gave away', async () => {
    const store = await place.open()
    const name = key()
    const value = { list: [1] }
    await store.put(name, value)
    value.list.push(2)
    const read = await store.get(name)
    expect(read?.value).toEqual({ list: [1] })
    if (read) read.value.list = []
    expect((await store.get(name))?.value).toEqual({ list: [1] })
  })

  test('makes a record once where none may be there yet', async () => {
    const store = await place.open()
    const name = key()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => store.put(name, { index }, { expected: 0 })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ConflictError)
    }
  })

  test('lets one of several writers replace a version', async () => {
    const store = await place.open()
    const name = key()
    const version = await store.put(name, { writer: 'nobody' })
    const writers = Array.from({ length: 20 }, (_, writer) => store.put(name, { writer }, { expected: version }))
    const outcomes = await Promise.allSettled(writers)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await store.get(name))?.version).toBe(2)
    await expect(store.put(key(), { writer: 'late' }, { expected: 1 })).rejects.toThrow(ConflictError)
  })

  test('keeps owners and kinds apart, whatever their names are', async () => {
    const store = await place.open()
    const run = randomUUID()
    const names: RecordKey[] = [
      { owner: `${run}:a`, kind: 'b', id: 'c' },
      { owner: run, kind: 'a:b', id: 'c' },
      { owner: run, kind: 'a', id: 'b:c' },
      { owner: run, kind: 'a', id: 'b%3Ac' },
      { owner: run, kind: "a' OR '1'='1", id: '%' },
      { owner: run, kind: 'a', id: '' },
    ]
    for (const name of names) await store.put(name, { ...name })
    for (const name of names) expect((await store.get(name))?.value).toEqual(name)
    expect(await store.delete(names[0] as RecordKey)).toBe(true)
    expect((await Promise.all(names.map(name => store.get(name)))).filter(Boolean)).toHaveLength(names.length - 1)
  })

  test('deletes a record with its items, once', async () => {
    const store = await place.open()
    const name = key()
    await store.put(name, {})
    await store.append(listOf(name), [{ item: 1 }])
    expect(await store.delete(name)).toBe(true)
    expect(await store.delete(name)).toBe(false)
    expect(await store.get(name)).toBeUndefined()
    await store.put(name, {})
    expect(await store.items(listOf(name), all)).toEqual([])
    expect(await store.append(listOf(name), [{ item: 2 }])).toBe(1)
  })

  test('lists records in the order in which they were made, in pages, both ways', async () => {
    const store = await place.open()
    const owner = randomUUID()
    const ids = await made(store, owner, 7)
    await store.put(key(owner, 'resp_2'), { replaced: true })
    const page = async (order: 'asc' | 'desc', limit: number, after?: string) =>
      (await store.find(owner, 'response', { order, limit, after })).map(({ id }) => id)
    expect(await page('asc', 100)).toEqual(ids)
    expect(await page('asc', 3)).toEqual(ids.slice(0, 3))
    expect(await page('asc', 3, 'resp_2')).toEqual(ids.slice(3, 6))
    expect(await page('desc', 3, 'resp_2')).toEqual(['resp_1', 'resp_0'])
    expect(await page('desc', 2)).toEqual(['resp_6', 'resp_5'])
    expect(await page('asc', 3, 'resp_404')).toEqual([])
    expect(await store.find('somebody else', 'response', all)).toEqual([])
    expect(await store.find(owner, 'conversation', all)).toEqual([])
  })

  test('appends in order and gives back pages of items, both ways', async () => {
    const store = await place.open()
    const name = key()
    await store.put(name, {})
    const items = Array.from({ length: 9 }, (_, number) => ({ number }))
    expect(await store.append(listOf(name), items.slice(0, 4))).toBe(4)
    expect(await store.append(listOf(name), items.slice(4))).toBe(9)
    const page = async (order: 'asc' | 'desc', limit: number, after?: number) =>
      (await store.items(listOf(name), { order, limit, after })).map(({ value }) => value.number)
    expect(await page('asc', 100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(await page('asc', 3, 2)).toEqual([3, 4, 5])
    expect(await page('desc', 3)).toEqual([8, 7, 6])
    expect(await page('desc', 3, 2)).toEqual([1, 0])
    expect(await store.items({ ...name, list: 'events' }, all)).toEqual([])
  })

  test('removes an item for good and never uses its position again', async () => {
    const store = await place.open()
    const name = key()
    await store.put(name, {})
    await store.append(listOf(name), [{ item: 'a' }, { item: 'b' }, { item: 'c' }])
    expect(await store.removeItem(listOf(name), 2)).toBe(true)
    expect(await store.removeItem(listOf(name), 2)).toBe(false)
    expect(await store.append(listOf(name), [{ item: 'd' }])).toBe(4)
    const positions = (await store.items(listOf(name), all)).map(({ position }) => position)
    expect(positions).toEqual([0, 1, 3])
  })

  test('refuses to append where somebody else has, and loses no item', async () => {
    const store = await place.open()
    const name = key()
    await store.put(name, {})
    const writers = Array.from({ length: 20 }, (_, writer) => store.append(listOf(name), [{ writer }, { writer }], 0))
    const outcomes = await Promise.allSettled(writers)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await store.items(listOf(name), all)).toHaveLength(2)
    await expect(store.append(listOf(name), [{}], 1)).rejects.toThrow(ConflictError)
  })

  test('puts the items of writers that append at once in one order, each whole', async () => {
    const [first, second] = [await place.open(), place.url() === 'memory' ? undefined : await place.open()]
    const name = key()
    await first.put(name, {})
    const stores = [first, second ?? first]
    await Promise.all(
      Array.from({ length: 40 }, (_, writer) =>
        (stores[writer % 2] ?? first).append(listOf(name), [
          { writer, half: 1 },
          { writer, half: 2 },
        ]),
      ),
    )
    const items = await first.items(listOf(name), all)
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 80 }, (_, position) => position))
    for (let place = 0; place < 80; place += 2) {
      expect(items[place]?.value.half).toBe(1)
      expect(items[place + 1]?.value).toEqual({ writer: items[place]?.value.writer, half: 2 })
    }
  })

  test('appends to a record only', async () => {
    const store = await place.open()
    await expect(store.append(listOf(key()), [{}])).rejects.toThrow(NoRecordError)
  })

  test('forgets a record when its time is over, with its items, and lets another one take its name', async () => {
    let ahead = 0
    const store = await place.open({ now: () => Date.now() + ahead })
    const owner = randomUUID()
    const name = key(owner, 'resp_short')
    await store.put(name, { text: 'short' }, { expiresAt: Date.now() + hour })
    await store.append(listOf(name), [{ item: 1 }])
    await store.put(key(owner, 'resp_long'), {}, { expiresAt: Date.now() + 5 * hour })
    expect(await store.get(name)).toBeDefined()
    ahead = 2 * hour
    expect(await store.get(name)).toBeUndefined()
    expect(await store.items(listOf(name), all)).toEqual([])
    expect(await store.removeItem(listOf(name), 0)).toBe(false)
    expect(await store.delete(name)).toBe(false)
    await expect(store.append(listOf(name), [{}])).rejects.toThrow(NoRecordError)
    await expect(store.put(name, {}, { expected: 1 })).rejects.toThrow(ConflictError)
    expect((await store.find(owner, 'response', all)).map(({ id }) => id)).toEqual(['resp_long'])
    expect(await store.put(name, { text: 'new' }, { expected: 0 })).toBe(1)
    expect(await store.items(listOf(name), all)).toEqual([])
    expect((await store.find(owner, 'response', all)).map(({ id }) => id)).toEqual(['resp_long', 'resp_short'])
  })

  test('keeps a record whose time was taken away', async () => {
    let ahead = 0
    const store = await place.open({ now: () => Date.now() + ahead })
    const name = key()
    await store.put(name, {}, { expiresAt: Date.now() + hour })
    await store.put(name, { kept: true })
    ahead = 2 * hour
    await store.sweep()
    expect((await store.get(name))?.value).toEqual({ kept: true })
  })

  test('can be checked, and says its name without credentials', async () => {
    const store = await place.open()
    await store.check()
    expect(store.name).not.toContain('@')
  })
})

// Apart, because a sweep is about everything in the store.
describeStores('A sweep', storeNames, place => {
  test('forgets what has expired and what is older than the newest records', async () => {
    let ahead = 0
    const store = await place.open({ now: () => Date.now() + ahead })
    await store.sweep(0)
    const owner = randomUUID()
    const ids = await made(store, owner, 6)
    for (const id of ['resp_1', 'resp_4']) await store.put(key(owner, id), {}, { expiresAt: Date.now() + hour })
    expect(await store.sweep()).toBe(0)
    ahead = 2 * hour
    expect(await store.sweep()).toBe(2)
    expect(await store.sweep(3)).toBe(1)
    const left = (await store.find(owner, 'response', all)).map(({ id }) => id)
    expect(left).toEqual(ids.filter(id => !['resp_0', 'resp_1', 'resp_4'].includes(id)))
    expect(await store.sweep(3)).toBe(0)
  })
})
