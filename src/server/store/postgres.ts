// The store in PostgreSQL: for any number of servers that share their state.
import type { Pool, QueryResultRow } from 'pg'
import type { JsonObject } from '../../atlas/read.ts'
import { loadDriver, StoreUnreachableError } from './driver.ts'
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

// Values are kept as text: `jsonb` would refuse U+0000, reorder keys and round numbers.
const tables = `
  CREATE TABLE IF NOT EXISTS bridge_format (version integer NOT NULL);
  CREATE TABLE IF NOT EXISTS bridge_records (
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner text NOT NULL, kind text NOT NULL, id text NOT NULL,
    value text NOT NULL, version integer NOT NULL, expires_at bigint, UNIQUE (owner, kind, id));
  CREATE INDEX IF NOT EXISTS bridge_records_made ON bridge_records (owner, kind, sequence);
  CREATE INDEX IF NOT EXISTS bridge_records_expiry ON bridge_records (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS bridge_lists (
    record bigint NOT NULL REFERENCES bridge_records ON DELETE CASCADE, list text NOT NULL, next bigint NOT NULL,
    PRIMARY KEY (record, list));
  CREATE TABLE IF NOT EXISTS bridge_items (
    record bigint NOT NULL REFERENCES bridge_records ON DELETE CASCADE, list text NOT NULL, position bigint NOT NULL,
    value text NOT NULL, PRIMARY KEY (record, list, position));`

/** Held while the tables are made, so that servers started at once do not make them twice: 'rbri' in ASCII. */
const migrationLock = 0x72627269

const named = 'owner = $1 AND kind = $2 AND id = $3'
const live = '(expires_at IS NULL OR expires_at > $4)'
const theRecord = `(SELECT sequence FROM bridge_records WHERE ${named} AND ${live})`

/** Connects, and makes the tables where there are none. */
export async function postgresStore(url: string, { now = Date.now }: StoreOptions = {}): Promise<Store> {
  const { default: driver } = await loadDriver('pg', () => import('pg'))
  const pool = new driver.Pool({ connectionString: url, connectionTimeoutMillis: 10_000 })
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

  constructor(pool: Pool, name: string, now: () => number) {
    this.#pool = pool
    this.#now = now
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

  async put(key: RecordKey, value: JsonObject, { expected, expiresAt }: PutOptions = {}) {
    const { owner, kind, id } = key
    await this.#rows(`DELETE FROM bridge_records WHERE ${named} AND expires_at <= $4`, this.#liveKey(key))
    const text = JSON.stringify(value)
    const [written] =
      expected === undefined || expected === 0
        ? await this.#rows(
            `INSERT INTO bridge_records (owner, kind, id, value, version, expires_at) VALUES ($1, $2, $3, $4, 1, $5)
              ON CONFLICT (owner, kind, id) ${expected === 0 ? 'DO NOTHING' : replacing} RETURNING version`,
            [owner, kind, id, text, expiresAt ?? null],
          )
        : await this.#rows(
            `UPDATE bridge_records SET value = $4, expires_at = $5, version = version + 1
              WHERE ${named} AND version = $6 RETURNING version`,
            [owner, kind, id, text, expiresAt ?? null, expected],
          )
    if (written === undefined) throw new ConflictError()
    return Number(written.version)
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
    const known = this.#liveKey(key)
    const [record] = await this.#rows(
      `INSERT INTO bridge_lists (record, list, next) SELECT sequence, $5, 0 FROM bridge_records
        WHERE ${named} AND ${live} ON CONFLICT DO NOTHING`,
      [...known, key.list],
    ).then(() => this.#rows(`SELECT sequence FROM bridge_records WHERE ${named} AND ${live}`, known))
    if (record === undefined) throw new NoRecordError()
    // One statement is one transaction, and the counter's row lock puts writers in order.
    const [appended] = await this.#rows(
      `WITH counted AS (
          UPDATE bridge_lists SET next = next + cardinality($3::text[])
          WHERE record = $1 AND list = $2 AND ($4::bigint IS NULL OR next = $4) RETURNING next
        ), placed AS (
          INSERT INTO bridge_items (record, list, position, value)
          SELECT $1, $2, counted.next - cardinality($3::text[]) + item.place - 1, item.value
          FROM counted, unnest($3::text[]) WITH ORDINALITY AS item (value, place)
        )
        SELECT next FROM counted`,
      [record.sequence, key.list, items.map(item => JSON.stringify(item)), expected ?? null],
    )
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

  async sweep(keep?: number) {
    const expired = await this.#pool.query('DELETE FROM bridge_records WHERE expires_at <= $1', [this.#now()])
    if (keep === undefined) return expired.rowCount ?? 0
    const surplus = await this.#pool.query(
      `DELETE FROM bridge_records WHERE sequence <=
        (SELECT sequence FROM bridge_records ORDER BY sequence DESC LIMIT 1 OFFSET $1)`,
      [keep],
    )
    return (expired.rowCount ?? 0) + (surplus.rowCount ?? 0)
  }

  async check() {
    await this.#rows('SELECT version FROM bridge_format', [])
  }

  async close() {
    await this.#pool.end()
  }
}

const replacing = `DO UPDATE SET
  value = excluded.value, expires_at = excluded.expires_at, version = bridge_records.version + 1`

function recordOf(row: QueryResultRow) {
  return { id: String(row.id), value: JSON.parse(row.value), version: Number(row.version) }
}
