// A store whose values are encrypted before they leave this process: AES-256-GCM, one key from the environment.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { JsonObject } from '../../atlas/read.ts'
import type { ListKey, RecordKey, Store, StoredItem, StoredRecord } from './store.ts'

/** What was stored under another key, or not by this package, or put in another record's place. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError'

  constructor() {
    super('A stored value cannot be decrypted: the key is another one than it was stored with, or it was altered.')
  }
}

const nonceBytes = 12
const tagBytes = 16

/**
 * `secret` may be of any length; its SHA-256 is the key. Owners, kinds and ids stay readable, because they are looked
 * up; owners are digests already. Each value is bound to its place: a value copied into another record is refused.
 */
export function encryptedStore(store: Store, secret: string): Store {
  const key = createHash('sha256').update(secret).digest()

  function seal(value: JsonObject, place: string): JsonObject {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
    return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64') }
  }

  function unseal({ sealed }: JsonObject, place: string): JsonObject {
    try {
      const bytes = Buffer.from(String(sealed), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      }).setAAD(Buffer.from(place))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
      return JSON.parse(text.toString('utf8'))
    } catch {
      throw new DecryptionError()
    }
  }

  const readable = (record: StoredRecord, place: RecordKey): StoredRecord => ({
    ...record,
    value: unseal(record.value, placeOf(place)),
  })

  return {
    name: `${store.name} (encrypted)`,
    async get(place) {
      const record = await store.get(place)
      return record && readable(record, place)
    },
    put: (place, value, options) => store.put(place, seal(value, placeOf(place)), options),
    delete: place => store.delete(place),
    async find(owner, kind, page) {
      const records = await store.find(owner, kind, page)
      return records.map(record => readable(record, { owner, kind, id: record.id }))
    },
    append(place, items, expected) {
      const sealed = items.map(item => seal(item, placeOf(place)))
      return store.append(place, sealed, expected)
    },
    async items(place, page) {
      const items = await store.items(place, page)
      return items.map((item): StoredItem => ({ ...item, value: unseal(item.value, placeOf(place)) }))
    },
    removeItem: (place, position) => store.removeItem(place, position),
    sweep: keep => store.sweep(keep),
    check: () => store.check(),
    close: () => store.close(),
  }
}

function placeOf({ owner, kind, id, list }: RecordKey & Partial<ListKey>): string {
  return JSON.stringify([owner, kind, id, list ?? null])
}
