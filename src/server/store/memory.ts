// The store in this process's memory: for tests, and for servers whose state may end with them.
import type { JsonObject } from '../../atlas/read.ts'
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
  type StoreOptions,
} from './store.ts'

interface Entry {
  readonly id: string
  /** As text, so that nobody holds on to a part of what is stored. */
  text: string
  version: number
  expiresAt: number
  readonly lists: Map<string, Items>
}

/** Sparse at removed positions. */
interface Items {
  readonly texts: Map<number, string>
  end: number
}

const nameOf = ({ owner, kind, id }: RecordKey) => JSON.stringify([owner, kind, id])

function keyOf(name: string): RecordKey {
  const [owner, kind, id] = JSON.parse(name) as [string, string, string]
  return { owner, kind, id }
}

export function memoryStore({ now = Date.now }: StoreOptions = {}): Store {
  // In the order in which they were made: a Map keeps it through replacements.
  const entries = new Map<string, Entry>()
  const folders = new Map<string, Map<string, Entry>>()
  /** Before it nothing expires, and nobody has to look. */
  let soonest = Number.POSITIVE_INFINITY
  /** What had expired and was forgotten between two sweeps, because somebody asked for it. */
  let asked = 0

  const folderOf = (owner: string, kind: string) => folders.get(JSON.stringify([owner, kind]))

  function forget(key: RecordKey): boolean {
    const folder = folderOf(key.owner, key.kind)
    if (folder?.delete(key.id) && folder.size === 0) folders.delete(JSON.stringify([key.owner, key.kind]))
    return entries.delete(nameOf(key))
  }

  function live(key: RecordKey): Entry | undefined {
    const entry = entries.get(nameOf(key))
    if (entry === undefined || entry.expiresAt > now()) return entry
    if (forget(key)) asked += 1
    return undefined
  }

  function create(key: RecordKey): Entry {
    const entry: Entry = { id: key.id, text: '', version: 0, expiresAt: 0, lists: new Map() }
    const folderName = JSON.stringify([key.owner, key.kind])
    const folder = folders.get(folderName) ?? new Map<string, Entry>()
    folders.set(folderName, folder.set(key.id, entry))
    entries.set(nameOf(key), entry)
    return entry
  }

  function put(key: RecordKey, value: JsonObject, { expected, expiresAt }: PutOptions): number {
    const found = live(key)
    if (expected !== undefined && expected !== (found?.version ?? 0)) throw new ConflictError()
    const entry = found ?? create(key)
    entry.text = JSON.stringify(value)
    entry.expiresAt = expiresAt ?? Number.POSITIVE_INFINITY
    soonest = Math.min(soonest, entry.expiresAt)
    entry.version += 1
    return entry.version
  }

  function append(key: ListKey, items: readonly JsonObject[], expected: number | undefined): number {
    const entry = live(key)
    if (entry === undefined) throw new NoRecordError()
    const list = entry.lists.get(key.list) ?? { texts: new Map<number, string>(), end: 0 }
    if (expected !== undefined && expected !== list.end) throw new ConflictError()
    entry.lists.set(key.list, list)
    for (const item of items) list.texts.set(list.end++, JSON.stringify(item))
    return list.end
  }

  function find(owner: string, kind: string, { after, limit, order }: RecordPage): StoredRecord[] {
    const all = [...(folderOf(owner, kind)?.values() ?? [])].filter(entry => entry.expiresAt > now())
    if (order === 'desc') all.reverse()
    const start = after === undefined ? 0 : all.findIndex(entry => entry.id === after) + 1
    if (after !== undefined && start === 0) return []
    return all.slice(start, start + limit).map(recordOf)
  }

  function sweep(keep: number): number {
    const before = entries.size + asked
    asked = 0
    if (soonest <= now()) {
      for (const [name, { expiresAt }] of entries) if (expiresAt <= now()) forget(keyOf(name))
      soonest = [...entries.values()].reduce((least, { expiresAt }) => Math.min(least, expiresAt), Infinity)
    }
    for (const name of entries.keys()) {
      if (entries.size <= keep) break
      forget(keyOf(name))
    }
    return before - entries.size
  }

  return {
    name: 'memory',
    async get(key) {
      const entry = live(key)
      return entry && recordOf(entry)
    },
    put: async (key, value, options = {}) => put(key, value, options),
    delete: async key => live(key) !== undefined && forget(key),
    find: async (owner, kind, page) => find(owner, kind, page),
    append: async (key, items, expected) => append(key, items, expected),
    items: async (key, page) => itemsOf(live(key)?.lists.get(key.list), page),
    removeItem: async (key, position) => live(key)?.lists.get(key.list)?.texts.delete(position) ?? false,
    sweep: async (keep = Number.POSITIVE_INFINITY) => sweep(keep),
    async check() {},
    async close() {},
  }
}

function recordOf({ id, text, version }: Entry): StoredRecord {
  return { id, value: JSON.parse(text), version }
}

function itemsOf(list: Items | undefined, { after, limit, order }: ItemPage): StoredItem[] {
  const found: StoredItem[] = []
  if (list === undefined) return found
  const step = order === 'asc' ? 1 : -1
  const first = order === 'asc' ? (after ?? -1) + 1 : (after ?? list.end) - 1
  for (let position = first; position >= 0 && position < list.end && found.length < limit; position += step) {
    const text = list.texts.get(position)
    if (text !== undefined) found.push({ position, value: JSON.parse(text) })
  }
  return found
}
