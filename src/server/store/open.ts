// A store by its address, as `--store` names it.
import { fileStore } from './file.ts'
import { memoryStore } from './memory.ts'
import { postgresStore } from './postgres.ts'
import { redisStore } from './redis.ts'
import type { Store, StoreOptions } from './store.ts'

/** An address that names no store. */
export class StoreAddressError extends Error {
  override readonly name = 'StoreAddressError'

  constructor() {
    super('A store is `memory`, `file:<path>`, `redis://…` or `postgres://…`.')
  }
}

/** `memory`, `file:<path>`, `redis(s)://…`, `postgres(ql)://…`. Rejects with a sentence when it cannot be used. */
export async function openStore(address: string, options: StoreOptions = {}): Promise<Store> {
  if (address === 'memory') return memoryStore(options)
  const [scheme, rest] = [address.split(':', 1)[0], address.slice(address.indexOf(':') + 1)]
  if (scheme === 'file' && rest !== '' && rest !== address) return fileStore(rest, options)
  if (scheme === 'redis' || scheme === 'rediss') return redisStore(address, options)
  if (scheme === 'postgres' || scheme === 'postgresql') return postgresStore(address, options)
  throw new StoreAddressError()
}
