// The store in Redis: for any number of servers that share their state. What must be atomic is a script.
import type { Redis } from 'ioredis'
import type { JsonObject } from '../../atlas/read.ts'
import { loadDriver, StoreUnreachableError, storeTimeout } from './driver.ts'
import { type Scripts, scripts } from './redis-scripts.ts'
import {
  ConflictError,
  type ItemPage,
  type ListKey,
  NoRecordError,
  type PutOptions,
  type RecordKey,
  type RecordPage,
  type Store,
  type StoredItem,
  type StoredRecord,
  StoreFormatError,
  type StoreOptions,
  storeFormat,
} from './store.ts'

const prefix = 'responses-bridge:'

/**
 * Connects to one Redis (no cluster: the scripts touch several keys). What has been acknowledged survives the server's
 * end only as far as the server persists it: `appendonly yes`, and `appendfsync always` where nothing may be lost.
 */
export async function redisStore(url: string, { now = Date.now }: StoreOptions = {}): Promise<Store> {
  const { Redis } = await loadDriver('ioredis', () => import('ioredis'))
  const client = new Redis(url, {
    scripts,
    lazyConnect: true,
    connectTimeout: storeTimeout,
    commandTimeout: storeTimeout,
    // A server that is started again is there within seconds. What had been sent is not sent twice: it may have been done.
    maxRetriesPerRequest: 12,
    autoResendUnfulfilledCommands: false,
  })
  // Every command says by itself that it failed, but not why; without a listener the client prints to stderr.
  let reason: unknown
  client.on('error', error => {
    reason = error
  })
  const { host, pathname } = new URL(url)
  const store = new RedisStore(client as Redis & Scripts, `redis://${host}${pathname}`, now)
  try {
    await client.connect()
    await store.prepare()
  } catch (error) {
    client.disconnect()
    throw error instanceof StoreFormatError ? error : new StoreUnreachableError(store.name, reason ?? error)
  }
  return store
}

class RedisStore implements Store {
  readonly name: string
  readonly #client: Redis & Scripts
  readonly #now: () => number

  constructor(client: Redis & Scripts, name: string, now: () => number) {
    this.#client = client
    this.#now = now
    this.name = name
  }

  async prepare(): Promise<void> {
    await this.#client.setnx(`${prefix}format`, storeFormat)
    const found = Number(await this.#client.get(`${prefix}format`))
    if (found > storeFormat) throw new StoreFormatError(this.name, found)
  }

  async get(key: RecordKey): Promise<StoredRecord | undefined> {
    const [value, version, expires] = await this.#client.hmget(recordName(key), 'value', 'version', 'expires')
    return this.#recordOf(key.id, value, version, expires)
  }

  #recordOf(id: string, value: Text, version: Text, expires: Text): StoredRecord | undefined {
    const gone = typeof expires === 'string' && expires !== '' && Number(expires) <= this.#now()
    if (typeof value !== 'string' || gone) return undefined
    return { id, value: JSON.parse(value), version: Number(version) }
  }

  async put(key: RecordKey, value: JsonObject, { expected, expiresAt }: PutOptions = {}) {
    const text = JSON.stringify(value)
    const folder = folderOf(key.owner, key.kind)
    const version = await this.#client.bridgePut(
      ...[prefix, recordOfFolder(folder, key.id), folder, key.id],
      ...[this.#now(), text, expected ?? '', expiresAt ?? ''],
    )
    if (version === 0) throw new ConflictError()
    return version
  }

  async delete(key: RecordKey) {
    const folder = folderOf(key.owner, key.kind)
    const removed = await this.#client.bridgeDelete(prefix, recordOfFolder(folder, key.id), this.#now())
    return removed === 1
  }

  async find(owner: string, kind: string, { after, limit, order }: RecordPage) {
    const folder = folderOf(owner, kind)
    const index = `${prefix}index:${folder}`
    let start = order === 'asc' ? '-inf' : '+inf'
    if (after !== undefined) {
      const sequence = await this.#client.zscore(index, after)
      if (sequence === null || (await this.get({ owner, kind, id: after })) === undefined) return []
      start = `(${sequence}`
    }
    const found: StoredRecord[] = []
    // What has expired is still in the index until the next sweep.
    while (found.length < limit) {
      const wanted = limit - found.length
      const names =
        order === 'asc'
          ? await this.#client.zrange(index, start, '+inf', 'BYSCORE', 'LIMIT', 0, wanted, 'WITHSCORES')
          : await this.#client.zrange(index, start, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, wanted, 'WITHSCORES')
      const last = names.at(-1)
      if (last === undefined) break
      start = `(${last}`
      const ids = names.filter((_, place) => place % 2 === 0)
      const records = await Promise.all(ids.map(id => this.get({ owner, kind, id })))
      found.push(...records.filter(record => record !== undefined))
    }
    return found
  }

  async append(key: ListKey, items: readonly JsonObject[], expected?: number) {
    const texts = items.map(item => JSON.stringify(item))
    const name = recordName(key)
    const end = await this.#client.bridgeAppend(name, key.list, this.#now(), expected ?? '', ...texts)
    if (end === -1) throw new NoRecordError()
    if (end === -2) throw new ConflictError()
    return end
  }

  async items(key: ListKey, { after, limit, order }: ItemPage): Promise<StoredItem[]> {
    if ((await this.get(key)) === undefined) return []
    const name = listName(key)
    const members =
      order === 'asc'
        ? await this.#client.zrange(name, `(${after ?? -1}`, '+inf', 'BYSCORE', 'LIMIT', 0, limit)
        : await this.#client.zrange(name, `(${after ?? '+inf'}`, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, limit)
    return members.map(itemOf)
  }

  async removeItem(key: ListKey, position: number) {
    if ((await this.get(key)) === undefined) return false
    return (await this.#client.zremrangebyscore(listName(key), position, position)) > 0
  }

  async sweep(keep?: number) {
    let forgotten = 0
    // A thousand at a time: a script holds up everybody else.
    for (;;) {
      const some = await this.#client.bridgeSweep(prefix, this.#now(), keep ?? '')
      forgotten += some
      if (some < 1000) return forgotten
    }
  }

  async check() {
    await this.#client.get(`${prefix}format`)
  }

  async close() {
    await this.#client.quit()
  }
}

type Text = string | null | undefined

// Every part is encoded, so that no id can reach into another owner's names.
const folderOf = (owner: string, kind: string) => `${encodeURIComponent(owner)}:${encodeURIComponent(kind)}`
const recordOfFolder = (folder: string, id: string) => `${prefix}record:${folder}:${encodeURIComponent(id)}`
const recordName = ({ owner, kind, id }: RecordKey) => recordOfFolder(folderOf(owner, kind), id)
const listName = (key: ListKey) => `${recordName(key)}:${key.list}`

/** `position:text`; a member without its position would be the same member twice. */
function itemOf(member: string): StoredItem {
  const colon = member.indexOf(':')
  return { position: Number(member.slice(0, colon)), value: JSON.parse(member.slice(colon + 1)) }
}
