// The store in PostgreSQL: for any number of servers that share their state.
import type { Pool, QueryResultRow } from 'pg'
import type { JsonObject } from '../../atlas/read.ts'
import { loadDriver, StoreUnreachableError, storeTimeout } from './driver.ts'
import { appending, live, named, replacing, tables, theRecord } from './postgres-sql.ts'
import { sweepable } from './postgres-sweep.ts'
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

/** Held while the tables are made, so that servers started at once do not make them twice: 'rbri' in ASCII. */
const migrationLock = 0x72627269

/** Connects, and makes the tables where there are none. */
export async function postgresStore(url: string, { now = Date.now }: StoreOptions = {}): Promise<Store> {
  const { default: driver } = await loadDriver('pg', () => import('pg'))
  const pool = new driver.Pool({
    connectionString: url,
    connectionTimeoutMillis: storeTimeout,
    query_timeout: storeTimeout,
  })
  // A connection that breaks while it is idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const { host, pathname } = new URL(url)
  const store = new PostgresStore(pool, `postgres://${host}${pathname}`, now)
  try {
    await store.prepare()
  } catch (error) {
    await pool.end()
    throw error instanceof StoreFormatError ? error : new StoreUnreachableError(store.name, error)
  }
  return store
}

class PostgresStore implements Store {
  readonly name: string
  readonly #pool: Pool
  readonly #now: () => number
  readonly #sweep: Sweep

  constructor(pool: Pool, name: string, now: () => number) {
    this.#pool = pool
    this.#now = now
    this.#sweep = new Sweep(sweepable(pool, now))
    this.name = name
  }

  async prepare(): Promise<void> {
    const client = await this.#pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
      const { rows: known } = await client.query("SELECT to_regclass('bridge_format') AS found")
      const { rows } = known[0].found === null ? { rows: [] } : await client.query('SELECT version FROM bridge_format')
      const found: number | undefined = rows[0]?.version
      if (found !== undefined && found > storeFormat) throw new StoreFormatError(this.name, found)
      if (found !== storeFormat) {
        await client.query(tables)
        await client.query('DELETE FROM bridge_format')
        await client.query('INSERT INTO bridge_format (version) VALUES ($1)', [storeFormat])
      }
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }

  async #rows(sql: string, values: readonly unknown[]): Promise<readonly QueryResultRow[]> {
    return (await this.#pool.query(sql, [...values])).rows
  }

  #liveKey({ owner, kind, id }: RecordKey): [string, string, string, number] {
    return [owner, kind, id, this.#now()]
  }

  async get(key: RecordKey) {
    const sql = `SELECT id, value, version FROM bridge_records WHERE ${named} AND ${live}`
    const [row] = await this.#rows(sql, this.#liveKey(key))
    return row && recordOf(row)
  }

  async put(key: RecordKey, value: JsonObject, options: PutOptions = {}) {
    const text = JSON.stringify(value)
    const version = await this.#written(key, text, options)
    if (version !== undefined) return version
    // What has expired is in the way until it is gone.
    const gone = await this.#rows(
      `DELETE FROM bridge_records WHERE ${named} AND expires_at <= $4 RETURNING 1`,
      this.#liveKey(key),
    )
    const again = gone.length === 0 ? undefined : await this.#written(key, text, options)
    if (again === undefined) throw new ConflictError()
    return again
  }

  async #written(key: RecordKey, text: string, { expected, expiresAt }: PutOptions): Promise<number | undefined> {
    const [written] =
      expected === undefined || expected === 0
        ? await this.#rows(
            `INSERT INTO bridge_records (owner, kind, id, value, version, expires_at) VALUES ($1, $2, $3, $5, 1, $6)
              ON CONFLICT (owner, kind, id) ${expected === 0 ? 'DO NOTHING' : replacing} RETURNING version, $4::bigint`,
            [...this.#liveKey(key), text, expiresAt ?? null],
          )
        : await this.#rows(
            `UPDATE bridge_records SET value = $5, expires_at = $6, version = version + 1
              WHERE ${named} AND ${live} AND version = $7 RETURNING version`,
            [...this.#liveKey(key), text, expiresAt ?? null, expected],
          )
    return written && Number(written.version)
  }

  async delete(key: RecordKey) {
    const sql = `DELETE FROM bridge_records WHERE ${named} RETURNING ${live} AS was_live`
    const [row] = await this.#rows(sql, this.#liveKey(key))
    return row?.was_live === true
  }

  async find(owner: string, kind: string, { after, limit, order }: RecordPage) {
    const [comparison, direction] = order === 'asc' ? ['>', 'ASC'] : ['<', 'DESC']
    const start = `AND ($3::text IS NULL OR sequence ${comparison} ${theRecord})`
    const sql = `SELECT id, value, version FROM bridge_records WHERE owner = $1 AND kind = $2 AND ${live} ${start}
      ORDER BY sequence ${direction} LIMIT $5`
    const rows = await this.#rows(sql, [owner, kind, after ?? null, this.#now(), limit])
    return rows.map(recordOf)
  }

  async append(key: ListKey, items: readonly JsonObject[], expected?: number) {
    const known = [...this.#liveKey(key), key.list]
    const values = [...known, items.map(item => JSON.stringify(item)), expected ?? null]
    const [first] = await this.#rows(appending, values)
    if (first?.next !== undefined) return Number(first.next)
    // The first item of a list, the wrong place, or no record.
    const [record] = await this.#rows(
      `WITH found AS (SELECT sequence FROM bridge_records WHERE ${named} AND ${live}), made AS (
          INSERT INTO bridge_lists (record, list, next) SELECT sequence, $5, 0 FROM found ON CONFLICT DO NOTHING)
        SELECT sequence FROM found`,
      known,
    )
    if (record === undefined) throw new NoRecordError()
    const [appended] = await this.#rows(appending, values)
    if (appended === undefined) throw new ConflictError()
    return Number(appended.next)
  }

  async items(key: ListKey, { after, limit, order }: ItemPage) {
    const [comparison, direction] = order === 'asc' ? ['>', 'ASC'] : ['<', 'DESC']
    const rows = await this.#rows(
      `SELECT position, value FROM bridge_items WHERE record = ${theRecord} AND list = $5
        AND ($6::bigint IS NULL OR position ${comparison} $6) ORDER BY position ${direction} LIMIT $7`,
      [...this.#liveKey(key), key.list, after ?? null, limit],
    )
    return rows.map(row => ({ position: Number(row.position), value: JSON.parse(row.value) }))
  }

  async removeItem(key: ListKey, position: number) {
    const sql = `DELETE FROM bridge_items WHERE record = ${theRecord} AND list = $5 AND position = $6 RETURNING 1`
    return (await this.#rows(sql, [...this.#liveKey(key), key.list, position])).length > 0
  }

  sweep(keep?: number) {
    return this.#sweep.run(keep)
  }

  async check() {
    await this.#rows('SELECT version FROM bridge_format', [])
  }

  async close() {
    await this.#pool.end()
  }
}

function recordOf(row: QueryResultRow) {
  return { id: String(row.id), value: JSON.parse(row.value), version: Number(row.version) }
}
