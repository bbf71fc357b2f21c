// Writes to the file, several in one commit: a commit waits for the disk, and as long for many writes as for one.
import type { Client, InStatement, ResultSet } from '@libsql/client'

interface Write {
  readonly statements: readonly InStatement[]
  readonly resolve: (results: ResultSet[]) => void
  readonly reject: (error: unknown) => void
}

/** In one commit. What waits longer is in the next. */
const mostTogether = 100

/** Every write is all of its statements or none, and is on the disk when it is answered. */
export class WriteQueue {
  readonly #client: Client
  readonly #waiting: Write[] = []
  #isWriting = false

  constructor(client: Client) {
    this.#client = client
  }

  write(statements: readonly InStatement[]): Promise<ResultSet[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, resolve, reject })
      if (this.#isWriting) return
      this.#isWriting = true
      // After everything that has arrived by now has had its say.
      setImmediate(() => void this.#writeAll())
    })
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, mostTogether)
      if (!(await this.#tried(together)) && together.length > 1)
        for (const write of together) await this.#tried([write])
    }
    this.#isWriting = false
  }

  /** Of several that fail nobody knows which is to blame, and they are left for another try. */
  async #tried(writes: readonly Write[]): Promise<boolean> {
    try {
      const statements = writes.flatMap(write => write.statements)
      const results = await this.#client.batch(statements, 'write')
      for (const write of writes) write.resolve(results.splice(0, write.statements.length))
      return true
    } catch (error) {
      if (writes.length === 1 || isBusy(error)) for (const write of writes) write.reject(error)
      return writes.length > 1 && isBusy(error)
    }
  }
}

/** Another program has the file: one wait for it is enough for all. */
function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY')
}
