// What a sweep of the PostgreSQL store does.
import type { Pool } from 'pg'
import type { Sweepable } from './sweeping.ts'

export function sweepable(pool: Pool, now: () => number): Sweepable {
  const number = async (sql: string) => Number((await pool.query(sql)).rows[0]?.number ?? 0)
  // What another server is about to forget is left to it.
  const forget = async (which: string, limit: string, values: number[]) => {
    const chosen = `SELECT sequence FROM bridge_records ${which} LIMIT ${limit} FOR UPDATE SKIP LOCKED`
    return (await pool.query(`DELETE FROM bridge_records WHERE sequence IN (${chosen})`, values)).rowCount ?? 0
  }
  return {
    forgetExpired: limit => forget('WHERE expires_at <= $1 ORDER BY expires_at', '$2', [now(), limit]),
    forgetOldest: limit => forget('ORDER BY sequence', '$1', [limit]),
    newest: () => number('SELECT max(sequence) AS number FROM bridge_records'),
    count: () => number('SELECT count(*) AS number FROM bridge_records'),
  }
}
