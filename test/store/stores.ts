// The four stores by name, each over a place of its own, for tests that every one of them must pass.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import type { Store, StoreOptions } from '../../src/server/store/store.ts'
import { missingService, startService } from './services.ts'

export const storeNames = ['memory', 'file', 'redis', 'postgres'] as const
export type StoreName = (typeof storeNames)[number]

export interface Place {
  /** What `--store` would say. */
  readonly url: string
  readonly stop: () => Promise<void>
}

async function placeOf(name: StoreName): Promise<Place> {
  if (name === 'memory') return { url: 'memory', async stop() {} }
  if (name !== 'file') return startService(name)
  const folder = mkdtempSync(join(tmpdir(), 'bridge-store-'))
  return { url: `file:${join(folder, 'state.db')}`, stop: async () => rmSync(folder, { recursive: true }) }
}

/** Why this store cannot be tested here. In CI that is a failure, not a skip. */
function missing(name: StoreName): string | undefined {
  const reason = name === 'redis' || name === 'postgres' ? missingService(name) : undefined
  if (reason !== undefined && process.env.REQUIRE_ALL) throw new Error(reason)
  if (reason !== undefined) console.warn(`Skipped: ${reason}`)
  return reason
}

export interface OpenPlace {
  open(options?: StoreOptions): Promise<Store>
  url(): string
}

/** Runs the tests once for each store; one whose server is missing is skipped with the reason, or fails in CI. */
export function describeStores(
  title: string,
  names: readonly StoreName[],
  tests: (place: OpenPlace, name: StoreName) => void,
) {
  for (const name of names) {
    describe.skipIf(missing(name) !== undefined)(`${title}, in ${name}`, () => {
      let place: Place | undefined
      const opened: Store[] = []
      const url = () => {
        if (place === undefined) throw new Error('The store is only there while a test runs.')
        return place.url
      }
      beforeAll(async () => {
        place = await placeOf(name)
      })
      afterAll(async () => {
        for (const store of opened.splice(0)) await store.close()
        await place?.stop()
      })
      const open = async (options?: StoreOptions) => {
        const store = await openStore(url(), options)
        opened.push(store)
        return store
      }
      tests({ url, open }, name)
    })
  }
}
