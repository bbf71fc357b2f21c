// The tables of the store in a file, and what is said to them more than once.

export const tables = [
  'CREATE TABLE IF NOT EXISTS bridge_format (version INTEGER NOT NULL)',
  `CREATE TABLE IF NOT EXISTS bridge_records (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    value TEXT NOT NULL, version INTEGER NOT NULL, expires_at INTEGER, UNIQUE (owner, kind, id))`,
  'CREATE INDEX IF NOT EXISTS bridge_records_made ON bridge_records (owner, kind, sequence)',
  'CREATE INDEX IF NOT EXISTS bridge_records_expiry ON bridge_records (expires_at) WHERE expires_at IS NOT NULL',
  `CREATE TABLE IF NOT EXISTS bridge_lists (
    record INTEGER NOT NULL, list TEXT NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (record, list)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS bridge_items (
    record INTEGER NOT NULL, list TEXT NOT NULL, position INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (record, list, position)) WITHOUT ROWID`,
  // A trigger, because foreign keys are off in a connection that has not asked for them.
  `CREATE TRIGGER IF NOT EXISTS bridge_records_gone AFTER DELETE ON bridge_records BEGIN
    DELETE FROM bridge_items WHERE record = OLD.sequence;
    DELETE FROM bridge_lists WHERE record = OLD.sequence;
  END`,
]

export const named = 'owner = :owner AND kind = :kind AND id = :id'
export const live = '(expires_at IS NULL OR expires_at > :now)'
export const theRecord = `(SELECT sequence FROM bridge_records WHERE ${named} AND ${live})`

/** Writes a record if it has the version expected: 0 where it is to be new, undefined where that does not matter. */
export function putRecord(expected: number | undefined): string {
  const isAny = expected === undefined
  const onConflict =
    expected === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at, version = version + 1
         ${isAny ? '' : 'WHERE version = :expected'}`
  const values =
    isAny || expected === 0
      ? 'VALUES (:owner, :kind, :id, :value, 1, :expires)'
      : `SELECT :owner, :kind, :id, :value, 1, :expires WHERE EXISTS (SELECT 1 FROM bridge_records WHERE ${named})`
  return `INSERT INTO bridge_records (owner, kind, id, value, version, expires_at) ${values}
    ON CONFLICT (owner, kind, id) ${onConflict} RETURNING version`
}
