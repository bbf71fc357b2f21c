// One SQLite file and its prepared statements. Each is prepared once: preparing costs more than running, and the driver
// gives back nothing of a statement's memory before the file is closed.
import type Database from 'libsql'

export type Argument = string | number | null

export interface Query {
  readonly sql: string
  /** By name, or in the order of the question marks. Names that the statement does not know are left out. */
  readonly args?: Readonly<Record<string, Argument>> | readonly Argument[]
}

export type Row = Readonly<Record<string, unknown>>

export interface Result {
  readonly rows: readonly Row[]
  readonly changes: number
}

interface Prepared {
  readonly statement: Database.Statement
  readonly names: readonly string[]
  readonly answers: boolean
}

export class FileDatabase {
  readonly #database: Database.Database
  readonly #prepared = new Map<string, Prepared>()

  constructor(database: Database.Database) {
    this.#database = database
  }

  query({ sql, args = {} }: Query): Result {
    const { statement, names, answers } = this.#preparedFor(sql)
    const given = Array.isArray(args)
      ? [...args]
      : Object.fromEntries(names.map(name => [name, argumentOf(args, name)]))
    if (answers) return { rows: statement.all(given) as Row[], changes: 0 }
    return { rows: [], changes: statement.run(given).changes }
  }

  /** All of them, or none. */
  together(queries: readonly Query[]): Result[] {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const results = queries.map(query => this.query(query))
      this.#database.exec('COMMIT')
      return results
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  /** Statements that are said once. */
  say(sql: string): void {
    this.#database.exec(sql)
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }

  #preparedFor(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known !== undefined) return known
    const names = [...new Set(Array.from(sql.matchAll(/:([a-z]+)\b/g), ([, name]) => String(name)))]
    const prepared = {
      statement: this.#database.prepare(sql),
      names,
      answers: /^\s*(SELECT|PRAGMA)|\bRETURNING\b/.test(sql),
    }
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

function argumentOf(args: object, name: string): Argument {
  return (args as Readonly<Record<string, Argument>>)[name] ?? null
}
