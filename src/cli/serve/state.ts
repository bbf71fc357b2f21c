// What `serve` keeps between calls: in the place it was told, or else in a file of the user's own.
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ReadSettings } from '../../server/config.ts'
import type { Server, ServerSettings } from '../../server/index.ts'
import { encryptedStore } from '../../server/store/encrypted.ts'
import { openStore } from '../../server/store/open.ts'
import { CommandFailure } from '../failure.ts'

const day = 24 * 3_600_000

/** Undefined with `--store none`. Throws a sentence when the place cannot be used. */
export async function openState({ values }: ReadSettings): Promise<ServerSettings['state']> {
  const { storeAddress = defaultAddress(), storeSecret, storeTtlDays, storeKeep } = values
  if (storeAddress === 'none') return undefined
  try {
    const plain = await openStore(storeAddress)
    const store = storeSecret === undefined ? plain : encryptedStore(plain, storeSecret)
    return { store, ttl: storeTtlDays * day, keep: storeKeep }
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error'
    throw new CommandFailure(`The store cannot be used: ${why} Choose another with --store, or none: --store none.`)
  }
}

/** `state.db` in the folder that the system has for such files, which only the user can read. */
function defaultAddress(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env
  const states = XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), '.local', 'state')
  const folder = join(states, 'responses-bridge')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return `file:${join(folder, 'state.db')}`
}

/** Milliseconds between two looks at what other servers left behind and at what has expired. */
const tendingEvery = 5000

/** Returns what ends it, after the look that is under way. */
export function tend(current: () => Server, warning: (sentence: string) => void): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking
      .then(() => current().tend())
      .catch(error => warning(`The store could not be tended: ${error instanceof Error ? error.message : 'unknown'}`))
  }, tendingEvery)
  return () => {
    clearInterval(timer)
    return looking
  }
}
