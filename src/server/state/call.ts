// A call as the stateful routes see it: guarded, decoded, and with its owner known.

import type { JsonObject } from '../../atlas/read.ts'
import { RefusedCall, type UpstreamApi } from '../contract.ts'
import { randomHex } from '../random-hex.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { News } from './news.ts'

export interface StateCall {
  readonly method: string
  /** What follows `/v1/`, in parts: `['responses', 'resp_1', 'input_items']`. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: JsonObject | undefined
  /** A digest of the caller's credential; undefined when it brought none. */
  readonly owner: string | undefined
  readonly signal: AbortSignal
  /** Of the connection the call came on, where it is one for many calls. */
  readonly memory?: ConnectionMemory | undefined
  /** What the upstream speaks: its own routes are its own, and are not answered here. */
  readonly native: ReadonlySet<UpstreamApi>
  /**
   * The create call with another body, as the server would have carried the caller's own: converted, logged, with the
   * caller's credential. The signal is the caller's unless another one is given.
   */
  forward(body: JsonObject, signal?: AbortSignal): Promise<Answer>
}

/** What one connection remembers of responses that are not stored, by their ids; it ends with the connection. */
export type ConnectionMemory = Map<string, { readonly response: JsonObject; readonly history: readonly JsonObject[] }>

export interface StateOptions {
  readonly store: Store
  /** Milliseconds after which a stored object is forgotten. Default: 30 days, as OpenAI keeps responses. */
  readonly ttl?: number | undefined
  /** The newest records that a sweep keeps, of all owners together. Default: all that have not expired. */
  readonly keep?: number | undefined
  /** Bytes of JSON a stored object may have. Default: 64 Mi. */
  readonly maxBytes?: number | undefined
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined
  /** What makes an id unlike all others, in hexadecimal: at least 128 random bits. */
  readonly randomId?: (() => string) | undefined
  /**
   * A create call without its caller, for background work that another process left behind. Given only where the
   * server has a key of its own: the caller's is not kept.
   */
  readonly forward?: ((body: JsonObject, signal: AbortSignal) => Promise<Answer>) | undefined
  /** Counts tokens of a text. Without it `/v1/responses/input_tokens` answers 501. */
  readonly countTokens?: ((text: string, model: string) => number) | undefined
  /** Told how many stored objects a look found expired or surplus, and forgot. */
  readonly forgotten?: ((objects: number) => void) | undefined
  readonly notice?: ((sentence: string) => void) | undefined
}

/** The options with nothing left open. */
export interface State {
  readonly store: Store
  readonly ttl: number
  readonly maxBytes: number
  readonly now: () => number
  readonly randomId: () => string
  /** Background work of this process, by the id of its response. */
  readonly atWork: Map<string, AbortController>
  readonly news: News
  readonly options: StateOptions
}

const days = 24 * 3_600_000

export function stateOf(options: StateOptions): State {
  const { store, ttl = 30 * days, maxBytes = 64 * 1024 * 1024, now = Date.now } = options
  const { randomId = () => idAt(now()) } = options
  return { store, ttl, maxBytes, now, randomId, atWork: new Map(), news: new News(), options }
}

/**
 * 48 characters that begin with the time, as in OpenAI's own ids, and 160 random bits: what is stored one after the other
 * then stands side by side in the index of a store.
 */
function idAt(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000) % 2 ** 32
  return seconds.toString(16).padStart(8, '0') + randomHex(20)
}

export const seconds = (state: State) => Math.floor(state.now() / 1000)

/**
 * The one answer to an id that is unknown, expired or somebody else's. It names neither the id nor the reason: whoever
 * guesses ids learns nothing from it.
 */
export function notFound(param: string | null = null): RefusedCall {
  const code = param === 'previous_response_id' ? 'previous_response_not_found' : 'not_found'
  return new RefusedCall(404, code, 'There is nothing with this id.', { param })
}

export function badRequest(message: string, param: string | null = null, code = 'invalid_request'): RefusedCall {
  return new RefusedCall(400, code, message, { param })
}

/** Whose things the call is about. Without a credential nothing belongs to anybody. */
export function ownerOf(call: StateCall, param: string | null = null): string {
  if (call.owner === undefined) throw notFound(param)
  return call.owner
}
