// Writes to the file, several in one commit: a commit waits for the disk, and as long for many writes as for one.
import type { FileDatabase, Query, Result } from './file-database.ts'

interface Write {
  readonly statements: readonly Query[]
  readonly resolve: (results: Result[]) => void
  readonly reject: (error: unknown) => void
}

/** In one commit. What waits longer is in the next. */
const mostTogether = 100

/** Every write is all of its statements or none, and is on the disk when it is answered. */
export class WriteQueue {
  readonly #database: FileDatabase
  readonly #waiting: Write[] = []
  #isWriting = false

  constructor(database: FileDatabase) {
    this.#database = database
  }

  write(statements: readonly Query[]): Promise<Result[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, resolve, reject })
      if (this.#isWriting) return
      this.#isWriting = true
      // After everything that has arrived by now has had its say.
      setImmediate(() => this.#writeAll())
    })
  }

  #writeAll(): void {
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, mostTogether)
      if (!this.#tried(together)) for (const write of together) this.#tried([write])
    }
    this.#isWriting = false
  }

  /** False where several fail: nobody knows which is to blame, and each is left for a try of its own. */
  #tried(writes: readonly Write[]): boolean {
    try {
      const results = this.#database.together(writes.flatMap(write => write.statements))
      for (const write of writes) write.resolve(results.splice(0, write.statements.length))
      return true
    } catch (error) {
      if (writes.length > 1 && !isBusy(error)) return false
      for (const write of writes) write.reject(error)
      return true
    }
  }
}

/** Another program has the file: one wait for it is enough for all. */
function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY')
}
