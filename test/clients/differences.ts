// What a client may show differently behind the bridge: members that only a server of its own API writes, each with the
// value it has where nobody asked for anything. docs/limits.md names them. A member is excused where it is really
// missing and has that value, and nowhere else.
import { isDeepStrictEqual } from 'node:util'
import type { Side } from '../fixtures.ts'

/** Whatever its value is: it says how the server went about its work. */
const anything = Symbol('anything')

interface Excuses {
  /** Written by servers of the caller's API, missing behind the bridge. */
  readonly missing: Readonly<Record<string, unknown>>
  /** Written behind the bridge only. */
  readonly added: Readonly<Record<string, unknown>>
}

export type ExcusesOf = Readonly<Record<Side, Excuses>>

/** Counters of a chat completion's usage that Responses does not have. */
const zeroCounters = { audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 }

/** What a response says of requests that did not ask for it, and of the server. */
const saidUnasked = {
  background: false,
  completed_at: anything,
  frequency_penalty: 0,
  max_tool_calls: null,
  moderation: null,
  output_schema: null,
  presence_penalty: 0,
  previous_response_id: null,
  prompt_cache_key: null,
  prompt_cache_retention: null,
  reasoning: { effort: null, summary: null },
  safety_identifier: null,
  summary: null,
  tool_usage: anything,
  top_logprobs: 0,
  truncation: 'disabled',
  user: null,
}
const formatUnasked = { format: { type: 'text' }, verbosity: 'medium' }

/** The newest counter of Responses, which its types demand and its servers do not always write. */
const newestCounter = { cache_write_tokens: 0 }

/** The SDK hands on what came: everything turns up there. */
export const sdkExcuses: ExcusesOf = {
  chat: { missing: { system_fingerprint: anything, ...zeroCounters }, added: { reasoning_details: anything } },
  responses: {
    missing: { ...saidUnasked, billing: anything, description: null, text: formatUnasked, verbosity: 'medium' },
    added: newestCounter,
  },
}

export const agentsExcuses: ExcusesOf = {
  chat: { missing: {}, added: { reasoning_details: anything } },
  responses: { missing: {}, added: newestCounter },
}

export const aiSdkExcuses: ExcusesOf = {
  chat: { missing: {}, added: {} },
  responses: { missing: {}, added: { cacheWriteTokens: 0 } },
}

/** It hands on the usage. */
export const instructorExcuses: Excuses = { missing: zeroCounters, added: {} }

/** Its metadata are the whole response; it sends `text: {}`, which is echoed so, and leaves `store` to the server. */
export const langchainExcuses: ExcusesOf = {
  chat: { missing: { system_fingerprint: anything, ...zeroCounters, audio: 0 }, added: {} },
  responses: {
    missing: { ...saidUnasked, ...formatUnasked, max_output_tokens: null, store: true },
    added: newestCounter,
  },
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** `left` without the members that `right` lacks and may lack. */
function without(left: unknown, right: unknown, excuses: Excuses['missing'], used: Set<string>): unknown {
  if (Array.isArray(left)) {
    return left.map((value, index) => without(value, Array.isArray(right) ? right[index] : undefined, excuses, used))
  }
  if (!isObject(left) || !isObject(right)) return left
  const kept: Json = {}
  for (const [key, value] of Object.entries(left)) {
    const excuse = Object.hasOwn(excuses, key) ? excuses[key] : undefined
    const mayLack = excuse !== undefined && (excuse === anything || isDeepStrictEqual(excuse, value))
    if (mayLack && !(key in right)) used.add(key)
    else kept[key] = without(value, right[key], excuses, used)
  }
  return kept
}

/** Both without what is documented; `used` collects the excuses that were needed. */
export function excused({ missing, added }: Excuses, direct: unknown, bridged: unknown, used: Set<string>) {
  return { direct: without(direct, bridged, missing, used), bridged: without(bridged, direct, added, used) }
}

export const namesOf = ({ missing, added }: Excuses): string[] => [...Object.keys(missing), ...Object.keys(added)]
