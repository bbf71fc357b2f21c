// What the server's state is kept in: records, ordered items, and two steps that are atomic: replace if it has not
// changed, append if nobody else has. Four adapters stand behind it; test/server/store proves that they are alike.
import type { JsonObject } from '../../atlas/read.ts'

/** Names one record. Nothing is ever looked up without its owner. */
export interface RecordKey {
  /** Who it belongs to: a digest of the credential, never the credential. */
  readonly owner: string
  /** `response`, `conversation`, `completion` …: each kind has its own ids. */
  readonly kind: string
  readonly id: string
}

/** Names one list of ordered items of a record. It lives and dies with the record. */
export interface ListKey extends RecordKey {
  readonly list: string
}

export interface StoredRecord {
  readonly id: string
  readonly value: JsonObject
  /** 1 when it is new, one more with each replacement. */
  readonly version: number
}

export interface StoredItem {
  /** Rises with every item appended and is never used again, so that a reader can say how far it has come. */
  readonly position: number
  readonly value: JsonObject
}

export interface PutOptions {
  /** The version this replaces; 0: there must be none yet. Left out: whatever is there. */
  readonly expected?: number | undefined
  /** When it ceases to exist, in milliseconds since 1970. Left out: never. */
  readonly expiresAt?: number | undefined
}

export interface Page {
  readonly limit: number
  /** `asc`: the oldest first. */
  readonly order: 'asc' | 'desc'
}

export interface RecordPage extends Page {
  /** The id of the record after which the page begins; an id that is not there ends the listing. */
  readonly after?: string | undefined
}

export interface ItemPage extends Page {
  /** The position after which the page begins, in the page's order. */
  readonly after?: number | undefined
}

/**
 * A place for state. Every method may reject with the driver's own error when the place cannot be reached; what a
 * method has resolved has been written.
 */
export interface Store {
  /** What a person calls it, without credentials. */
  readonly name: string
  get(key: RecordKey): Promise<StoredRecord | undefined>
  /** Returns the new version. Rejects with `ConflictError` when `expected` is not what is there. */
  put(key: RecordKey, value: JsonObject, options?: PutOptions): Promise<number>
  /** The record and its lists. Whether there was one. */
  delete(key: RecordKey): Promise<boolean>
  /** Records of one kind in the order in which they were made. */
  find(owner: string, kind: string, page: RecordPage): Promise<StoredRecord[]>
  /**
   * Appends all items or none, and returns the position after the last one (the first position is 0). Rejects with
   * `ConflictError` when `expected` is given and is not the position at which they would begin, and with
   * `NoRecordError` when the record is not there.
   */
  append(key: ListKey, items: readonly JsonObject[], expected?: number): Promise<number>
  items(key: ListKey, page: ItemPage): Promise<StoredItem[]>
  /** Whether there was such an item. Its position stays empty. */
  removeItem(key: ListKey, position: number): Promise<boolean>
  /** Forgets for good what has expired, and what is older than the newest `keep` records. Returns how many. */
  sweep(keep?: number): Promise<number>
  /** Rejects, with a sentence, when it cannot be used. */
  check(): Promise<void>
  close(): Promise<void>
}

/** Somebody else was faster. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'

  constructor() {
    super('The record has changed since it was read. Read it again.')
  }
}

/** Items can only belong to a record. */
export class NoRecordError extends Error {
  override readonly name = 'NoRecordError'

  constructor() {
    super('There is no such record.')
  }
}

/** The version of the tables and keys; a store of a newer one is not touched. */
export const storeFormat = 1

/** The place was written by a version of this package that this one does not know. */
export class StoreFormatError extends Error {
  override readonly name = 'StoreFormatError'

  constructor(name: string, found: number) {
    super(
      `The store ${name} has format ${found}; this version writes format ${storeFormat}. Use a newer version of ` +
        'responses-bridge, or another store.',
    )
  }
}

export interface StoreOptions {
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: (() => number) | undefined
}
