// What is stored of a response, and where.
import type { JsonObject } from '../../atlas/read.ts'
import { RefusedCall } from '../contract.ts'
import type { PutOptions, RecordKey, StoredRecord } from '../store/store.ts'
import type { State } from './call.ts'

export interface ResponseRecord {
  /** The response as the caller got it, or gets it when it asks. */
  readonly response: JsonObject
  /** The items of this turn only, with ids; what went before is in the records of the chain. */
  readonly input: readonly JsonObject[]
  /** What was said before and is stored nowhere else. */
  readonly before?: readonly JsonObject[]
  readonly previous?: string
  readonly conversation?: string
  /** Only in background mode. */
  readonly background?: Background
}

export interface Background {
  /** The body to carry upstream, history included, until there is an answer. */
  readonly request?: JsonObject
  /** Whether its events are stored, in the list `events`. */
  readonly stream: boolean
  /** Until when somebody works on it, in milliseconds since 1970. */
  readonly lease: number
}

export const responseKey = (owner: string, id: string): RecordKey => ({ owner, kind: 'response', id })
export const conversationKey = (owner: string, id: string): RecordKey => ({ owner, kind: 'conversation', id })
export const completionKey = (owner: string, id: string): RecordKey => ({ owner, kind: 'completion', id })

/** Unfinished background work of every owner, so that another process finds it. Nobody's credential has this digest. */
export const jobKey = (owner: string, id: string): RecordKey => ({ owner: 'jobs', kind: 'job', id: `${owner} ${id}` })

/** Whether the response will not change any more. */
export function isFinished(response: JsonObject): boolean {
  return response.status !== 'queued' && response.status !== 'in_progress'
}

/** Writes with the store's time to live. Rejects with 413 when the object is larger than the store may hold. */
export function save(state: State, key: RecordKey, value: object, options: PutOptions = {}): Promise<number> {
  const json = value as JsonObject
  if (JSON.stringify(json).length > state.maxBytes) {
    throw new RefusedCall(413, 'object_too_large', `What is stored may have ${state.maxBytes} bytes; this has more.`)
  }
  return state.store.put(key, json, { expiresAt: state.now() + state.ttl, ...options })
}

export async function readResponse(
  state: State,
  owner: string,
  id: string,
): Promise<(StoredRecord & { value: JsonObject & ResponseRecord }) | undefined> {
  const found = await state.store.get(responseKey(owner, id))
  return found as (StoredRecord & { value: JsonObject & ResponseRecord }) | undefined
}
