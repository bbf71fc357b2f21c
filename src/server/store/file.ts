// The store in one SQL file on this machine, by libSQL: for a server that is one process.
import { chmod, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Client, ResultSet, Row } from '@libsql/client'
import type { JsonObject } from '../../atlas/read.ts'
import { loadDriver } from './driver.ts'
import { live, named, tables, theRecord } from './file-sql.ts'
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

/** Milliseconds a write waits for another program that has the file open. */
const busyTimeout = 5000

/** Opens the file, or makes it: readable by its owner only. */
export async function fileStore(path: string, { now = Date.now }: StoreOptions = {}): Promise<Store> {
  const { createClient } = await loadDriver('@libsql/client', () => import('@libsql/client'))
  await (await open(path, 'a', 0o600)).close()
  await chmod(path, 0o600)
  const url = pathToFileURL(resolve(path)).href
  const client = createClient({ url, concurrency: 1, timeout: busyTimeout })
  const store = new FileStore(client, path, now)
  try {
    await store.prepare()
  } catch (error) {
    client.close()
    throw error
  }
  return store
}

class FileStore implements Store {
  readonly name: string
  readonly #client: Client
  readonly #writes: WriteQueue
  readonly #sweep: Sweep
  readonly #now: () => number

  constructor(client: Client, path: string, now: () => number) {
    this.#client = client
    this.#writes = new WriteQueue(client)
    this.#sweep = new Sweep(sweepable(client, this.#writes, now))
    this.#now = now
    this.name = `file:${path}`
  }

  async prepare(): Promise<void> {
    await this.#client.execute('PRAGMA journal_mode = WAL')
    // What is written survives the process, whatever ends it. A commit that waited for the disk would hold up everybody
    // else, too: the driver is synchronous. A power cut may take the last commits, never a part of one.
    await this.#client.execute('PRAGMA synchronous = NORMAL')
    // The indexes of a million records do not fit into the two megabytes that are the default.
    await this.#client.execute('PRAGMA cache_size = -65536')
    const known = await this.#client.execute("SELECT name FROM sqlite_master WHERE name = 'bridge_format'")
    const found = known.rows.length === 0 ? undefined : await this.#format()
    if (found !== undefined && found > storeFormat) throw new StoreFormatError(this.name, found)
    if (found === storeFormat) return
    const mark = { sql: 'INSERT INTO bridge_format (version) VALUES (:version)', args: { version: storeFormat } }
    await this.#client.batch([...tables, 'DELETE FROM bridge_format', mark], 'write')
  }

  async #format(): Promise<number | undefined> {
    const { rows } = await this.#client.execute('SELECT version FROM bridge_format')
    return rows[0] === undefined ? undefined : Number(rows[0].version)
  }

  /** All of it or nothing. `:now` and what names the record are known to every statement. */
  async #write(key: RecordKey, statements: readonly { sql: string; args?: Record<string, string | number | null> }[]) {
    const base = { ...names(key), now: this.#now() }
    return this.#writes.write(statements.map(({ sql, args }) => ({ sql, args: used(sql, { ...base, ...args }) })))
  }

  async #read(sql: string, args: Record<string, string | number | null>): Promise<readonly Row[]> {
    return (await this.#client.execute({ sql, args: used(sql, { now: this.#now(), ...args }) })).rows
  }

  async get(key: RecordKey) {
    const sql = `SELECT id, value, version FROM bridge_records WHERE ${named} AND ${live}`
    const [row] = await this.#read(sql, names(key))
    return row && recordOf(row)
  }

  async put(key: RecordKey, value: JsonObject, { expected, expiresAt }: PutOptions = {}) {
    const onConflict =
      expected === 0
        ? 'DO NOTHING'
        : `DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at, version = version + 1
           ${expected === undefined ? '' : 'WHERE version = :expected'}`
    const values =
      expected === undefined || expected === 0
        ? 'VALUES (:owner, :kind, :id, :value, 1, :expires)'
        : `SELECT :owner, :kind, :id, :value, 1, :expires WHERE EXISTS (SELECT 1 FROM bridge_records WHERE ${named})`
    const [, written] = (await this.#write(key, [
      { sql: `DELETE FROM bridge_records WHERE ${named} AND expires_at <= :now` },
      {
        sql: `INSERT INTO bridge_records (owner, kind, id, value, version, expires_at) ${values}
          ON CONFLICT (owner, kind, id) ${onConflict} RETURNING version`,
        args: { value: JSON.stringify(value), expires: expiresAt ?? null, expected: expected ?? null },
      },
    ])) as [ResultSet, ResultSet]
    if (written.rows[0] === undefined) throw new ConflictError()
    return Number(written.rows[0].version)
  }

  async delete(key: RecordKey) {
    const sql = `DELETE FROM bridge_records WHERE ${named} RETURNING expires_at`
    const [deleted] = (await this.#write(key, [{ sql }])) as [ResultSet]
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
    ])) as [ResultSet, ResultSet, ResultSet, ResultSet]
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
    const [removed] = (await this.#write(key, [{ sql, args: { list: key.list, position } }])) as [ResultSet]
    return removed.rowsAffected > 0
  }

  sweep(keep?: number) {
    return this.#sweep.run(keep)
  }

  async check() {
    await this.#client.execute('SELECT version FROM bridge_format')
  }

  async close() {
    this.#client.close()
  }
}

const names = ({ owner, kind, id }: RecordKey) => ({ owner, kind, id })

/** The driver refuses arguments that a statement does not name. */
function used(sql: string, args: Record<string, string | number | null>): Record<string, string | number | null> {
  return Object.fromEntries(Object.entries(args).filter(([name]) => new RegExp(`:${name}\\b`).test(sql)))
}

function recordOf(row: Row) {
  return { id: String(row.id), value: JSON.parse(String(row.value)), version: Number(row.version) }
}
