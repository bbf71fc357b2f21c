// What a sweep of the file does.
import type { FileDatabase } from './file-database.ts'
import type { WriteQueue } from './file-writes.ts'
import type { Sweepable } from './sweeping.ts'

export function sweepable(database: FileDatabase, writes: WriteQueue, now: () => number): Sweepable {
  const number = async (sql: string) => Number(database.query({ sql }).rows[0]?.number ?? 0)
  const forget = async (which: string, args: number[]) => {
    const sql = `DELETE FROM bridge_records WHERE sequence IN (SELECT sequence FROM bridge_records ${which} LIMIT ?)`
    return (await writes.write([{ sql, args }]))[0]?.changes ?? 0
  }
  return {
    forgetExpired: limit => forget('WHERE expires_at <= ? ORDER BY expires_at', [now(), limit]),
    forgetOldest: limit => forget('ORDER BY sequence', [limit]),
    newest: () => number('SELECT max(sequence) AS number FROM bridge_records'),
    count: () => number('SELECT count(*) AS number FROM bridge_records'),
  }
}
