// Writes to the file, several in one commit: a commit writes whole pages, and few more for many writes than for one.
import type { FileDatabase, Query, Result } from './file-database.ts'

interface Write {
  readonly statements: readonly Query[]
  readonly resolve: (results: Result[]) => void
  readonly reject: (error: unknown) => void
}

/** In one commit. What waits longer is in the next. */
const mostTogether = 100

/** Milliseconds from one commit to the next, where writes come side by side. */
const betweenCommits = 4

/** Commits of a single write after which it is tried whether others would join one that waits. */
const tryAfter = 64

/** Every write is all of its statements or none, and is in the file when it is answered. */
export class WriteQueue {
  readonly #database: FileDatabase
  readonly #waiting: Write[] = []
  #isWriting = false
  #lastCommit = Number.NEGATIVE_INFINITY
  /** How many commits in a row had a single write: whoever waits for each of its writes is not made to wait longer. */
  #alone = 0

  constructor(database: FileDatabase) {
    this.#database = database
  }

  write(statements: readonly Query[]): Promise<Result[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, resolve, reject })
      if (this.#isWriting) return
      this.#isWriting = true
      const wait = this.#alone % tryAfter === 0 ? this.#lastCommit + betweenCommits - performance.now() : 0
      if (wait > 0) setTimeout(() => this.#writeAll(), wait)
      // After everything that has arrived by now has had its say.
      else setImmediate(() => this.#writeAll())
    })
  }

  #writeAll(): void {
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, mostTogether)
      this.#alone = together.length === 1 ? this.#alone + 1 : 0
      if (!this.#tried(together)) for (const write of together) this.#tried([write])
    }
    this.#isWriting = false
    this.#lastCommit = performance.now()
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
