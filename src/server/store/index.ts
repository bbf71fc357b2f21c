// Stores for `createServer({ state: { store } })`, on Node: by address, and encrypted.
export { DriverMissingError, StoreUnreachableError } from './driver.ts'
export { DecryptionError, encryptedStore } from './encrypted.ts'
export { memoryStore } from './memory.ts'
export { openStore, StoreAddressError } from './open.ts'
export {
  ConflictError,
  type ItemPage,
  type ListKey,
  NoRecordError,
  type Page,
  type PutOptions,
  type RecordKey,
  type RecordPage,
  type Store,
  type StoredItem,
  type StoredRecord,
  StoreFormatError,
  type StoreOptions,
} from './store.ts'
