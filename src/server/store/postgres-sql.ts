// The tables of the store in PostgreSQL, and what is said to them more than once.

// Values are kept as text: `jsonb` would refuse U+0000, reorder keys and round numbers.
export const tables = `
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

export const named = 'owner = $1 AND kind = $2 AND id = $3'
export const live = '(expires_at IS NULL OR expires_at > $4)'
export const theRecord = `(SELECT sequence FROM bridge_records WHERE ${named} AND ${live})`

/** One statement is one transaction, and the counter's row lock puts writers in order. */
export const appending = `WITH counted AS (
    UPDATE bridge_lists SET next = next + cardinality($6::text[])
    WHERE record = ${theRecord} AND list = $5 AND ($7::bigint IS NULL OR next = $7) RETURNING record, next
  ), placed AS (
    INSERT INTO bridge_items (record, list, position, value)
    SELECT counted.record, $5, counted.next - cardinality($6::text[]) + item.place - 1, item.value
    FROM counted, unnest($6::text[]) WITH ORDINALITY AS item (value, place)
  )
  SELECT next FROM counted`

export const replacing = `DO UPDATE SET
  value = excluded.value, expires_at = excluded.expires_at, version = bridge_records.version + 1
  WHERE bridge_records.expires_at IS NULL OR bridge_records.expires_at > $4::bigint`
