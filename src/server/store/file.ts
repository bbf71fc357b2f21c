// The store in one SQL file on this machine, by libSQL: for a server that is one process.
import { chmod, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { JsonObject } from '../../atlas/read.ts'
import { loadDriver } from './driver.ts'
import { type Argument, FileDatabase, type Query, type Result, type Row } from './file-database.ts'
import { live, named, putRecord, tables, theRecord } from './file-sql.ts'
import { sweepable } from './file-sweep.ts'
import { WriteQueue } from './file-writes.ts'
import {
  ConflictError,
  type ItemPage,
  type ListKey,
  NoRecordError,
  type PutOptions,
  type RecordKey,
  type RecordPage,
  type Store,
  StoreFormatError,
  type StoreOptions,
  storeFormat,
} from './store.ts'
import { Sweep } from './sweeping.ts'

/** Milliseconds a write waits for another program that has the file. */
const timeout = 5000

/** Opens the file, or makes it: readable by its owner only. */
export async function fileStore(path: string, { now = Date.now }: StoreOptions = {}): Promise<Store> {
  const { default: Database } = await loadDriver('libsql', () => import('libsql'))
  await (await open(path, 'a', 0o600)).close()
  await chmod(path, 0o600)
  const database = new FileDatabase(new Database(resolve(path), { timeout }))
  const store = new FileStore(database, path, now)
  try {
    store.prepare()
  } catch (error) {
    database.close()
    throw error
  }
  return store
}

class FileStore implements Store {
  readonly name: string
  readonly #database: FileDatabase
  readonly #writes: WriteQueue
  readonly #sweep: Sweep
  readonly #now: () => number

  constructor(database: FileDatabase, path: string, now: () => number) {
    this.#database = database
    this.#writes = new WriteQueue(database)
    this.#sweep = new Sweep(sweepable(database, this.#writes, now))
    this.#now = now
    this.name = `file:${path}`
  }

  prepare(): void {
    // Of a new file: a record seldom fits into the four kilobytes of the default, and each page is written by itself.
    this.#database.say('PRAGMA page_size = 8192')
    this.#database.say('PRAGMA journal_mode = WAL')
    // A commit survives the process. One that waited for the disk would hold up everybody else, too: the driver is
    // synchronous. A power cut may take the last commits, never a part of one.
    this.#database.say('PRAGMA synchronous = NORMAL')
    // The indexes of a million records do not fit into the two megabytes of the default.
    this.#database.say('PRAGMA cache_size = -65536')
    const { rows } = this.#database.query({ sql: "SELECT name FROM sqlite_master WHERE name = 'bridge_format'" })
    const found = rows.length === 0 ? undefined : this.#format()
    if (found !== undefined && found > storeFormat) throw new StoreFormatError(this.name, found)
    if (found === storeFormat) return
    const mark = `INSERT INTO bridge_format (version) VALUES (${storeFormat})`
    this.#database.together([...tables, 'DELETE FROM bridge_format', mark].map(sql => ({ sql })))
  }

  #format(): number | undefined {
    const [row] = this.#database.query({ sql: 'SELECT version FROM bridge_format' }).rows
    return row && Number(row.version)
  }

  /** All of it or nothing. `:now` and what names the record are known to every statement. */
  #write(key: RecordKey, queries: readonly { sql: string; args?: Record<string, Argument> }[]): Promise<Result[]> {
    const base = { ...names(key), now: this.#now() }
    return this.#writes.write(queries.map(({ sql, args }): Query => ({ sql, args: { ...base, ...args } })))
  }

  async #read(sql: string, args: Record<string, Argument>): Promise<readonly Row[]> {
    return this.#database.query({ sql, args: { now: this.#now(), ...args } }).rows
  }

  async get(key: RecordKey) {
    const sql = `SELECT id, value, version FROM bridge_records WHERE ${named} AND ${live}`
    const [row] = await this.#read(sql, names(key))
    return row && recordOf(row)
  }

  async put(key: RecordKey, value: JsonObject, { expected, expiresAt }: PutOptions = {}) {
    const args = { value: JSON.stringify(value), expires: expiresAt ?? null, expected: expected ?? null }
    const insert = { sql: putRecord(expected), args }
    // A record that is to be new nearly always is: only where there is one has it to be asked whether it has expired.
    const made = expected === 0 ? versionIn(await this.#write(key, [insert])) : undefined
    const expired = { sql: `DELETE FROM bridge_records WHERE ${named} AND expires_at <= :now` }
    const version = made ?? versionIn(await this.#write(key, [expired, insert]))
    if (version === undefined) throw new ConflictError()
    return version
  }

  async delete(key: RecordKey) {
    const sql = `DELETE FROM bridge_records WHERE ${named} RETURNING expires_at`
    const [deleted] = (await this.#write(key, [{ sql }])) as [Result]
    const [row] = deleted.rows
    return row !== undefined && (row.expires_at === null || Number(row.expires_at) > this.#now())
  }

  async find(owner: string, kind: string, { after, limit, order }: RecordPage) {
    const [comparison, direction] = order === 'asc' ? ['>', 'ASC'] : ['<', 'DESC']
    const start =
      after === undefined
        ? ''
        : `AND sequence ${comparison} (SELECT sequence FROM bridge_records WHERE ${named} AND ${live})`
    const sql = `SELECT id, value, version FROM bridge_records WHERE owner = :owner AND kind = :kind AND ${live} ${start}
      ORDER BY sequence ${direction} LIMIT :limit`
    const rows = await this.#read(sql, { owner, kind, id: after ?? null, limit })
    return rows.map(recordOf)
  }

  async append(key: ListKey, items: readonly JsonObject[], expected?: number) {
    const args = {
      list: key.list,
      items: JSON.stringify(items.map(item => JSON.stringify(item))),
      count: items.length,
      expected: expected ?? null,
    }
    const place = `l.record = ${theRecord} AND l.list = :list AND (:expected IS NULL OR l.next = :expected)`
    const results = (await this.#write(key, [
      {
        sql: `INSERT INTO bridge_lists (record, list, next) SELECT sequence, :list, 0 FROM bridge_records
          WHERE ${named} AND ${live} ON CONFLICT DO NOTHING`,
        args,
      },
      {
        sql: `INSERT INTO bridge_items (record, list, position, value)
          SELECT l.record, :list, l.next + item.key, item.value FROM bridge_lists l, json_each(:items) item
          WHERE ${place}`,
        args,
      },
      {
        sql: `UPDATE bridge_lists AS l SET next = next + :count WHERE ${place} RETURNING next`,
        args,
      },
      { sql: `SELECT ${theRecord} AS record` },
    ])) as [Result, Result, Result, Result]
    const [end] = results[2].rows
    if (end !== undefined) return Number(end.next)
    throw results[3].rows[0]?.record === null ? new NoRecordError() : new ConflictError()
  }

  async items(key: ListKey, { after, limit, order }: ItemPage) {
    const [comparison, direction] = order === 'asc' ? ['>', 'ASC'] : ['<', 'DESC']
    const start = after === undefined ? '' : `AND position ${comparison} :after`
    const rows = await this.#read(
      `SELECT position, value FROM bridge_items WHERE record = ${theRecord} AND list = :list ${start}
        ORDER BY position ${direction} LIMIT :limit`,
      { ...names(key), list: key.list, after: after ?? null, limit },
    )
    return rows.map(row => ({ position: Number(row.position), value: JSON.parse(String(row.value)) }))
  }

  async removeItem(key: ListKey, position: number) {
    const sql = `DELETE FROM bridge_items WHERE record = ${theRecord} AND list = :list AND position = :position`
    const [removed] = (await this.#write(key, [{ sql, args: { list: key.list, position } }])) as [Result]
    return removed.changes > 0
  }

  sweep = (keep?: number) => this.#sweep.run(keep)

  async check() {
    this.#format()
  }

  async close() {
    this.#database.close()
  }
}

const names = ({ owner, kind, id }: RecordKey) => ({ owner, kind, id })

/** That of the last statement. */
function versionIn(results: readonly Result[]): number | undefined {
  const row = results.at(-1)?.rows[0]
  return row && Number(row.version)
}

function recordOf(row: Row) {
  return { id: String(row.id), value: JSON.parse(String(row.value)), version: Number(row.version) }
}
