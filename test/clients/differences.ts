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
  /** What a server of the caller's API says, and what is true behind the bridge. */
  readonly other?: Readonly<Record<string, readonly [direct: unknown, bridged: unknown]>>
}

export type ExcusesOf = Readonly<Record<Side, Excuses>>

/** Counters of a chat completion's usage that Responses does not have. */
const zeroCounters = { audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 }

/** What a response says of requests that did not ask for it, and of the server. */
const saidUnasked = {
  moderation: null,
  output_schema: null,
  prompt_cache_retention: null,
  tool_usage: anything,
  user: null,
}

/** The newest counter of Responses, which its types demand and its servers do not always write. */
const newestCounter = { cache_write_tokens: 0 }

/** The SDK hands on what came: everything turns up there. */
export const sdkExcuses: ExcusesOf = {
  chat: { missing: { system_fingerprint: anything, ...zeroCounters }, added: { reasoning_details: anything } },
  responses: {
    missing: { ...saidUnasked, billing: anything, description: null },
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

/** Its metadata are the whole response; it leaves `store` to the server. */
export const langchainExcuses: ExcusesOf = {
  chat: { missing: { system_fingerprint: anything, ...zeroCounters, audio: 0 }, added: {} },
  responses: {
    missing: saidUnasked,
    added: newestCounter,
    other: { store: [true, false] },
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

/** `left` with the other's value where the two differ as documented. */
function agreeing(left: unknown, right: unknown, other: NonNullable<Excuses['other']>, used: Set<string>): unknown {
  if (Array.isArray(left))
    return left.map((value, index) => agreeing(value, Array.isArray(right) ? right[index] : undefined, other, used))
  if (!isObject(left) || !isObject(right)) return left
  return Object.fromEntries(
    Object.entries(left).map(([key, value]) => {
      const [direct, bridged] = other[key] ?? []
      const isOther = Object.hasOwn(other, key) && value === direct && right[key] === bridged
      if (isOther) used.add(key)
      return [key, isOther ? bridged : agreeing(value, right[key], other, used)]
    }),
  )
}

/** Both without what is documented; `used` collects the excuses that were needed. */
export function excused({ missing, added, other = {} }: Excuses, direct: unknown, bridged: unknown, used: Set<string>) {
  const agreed = agreeing(direct, bridged, other, used)
  return { direct: without(agreed, bridged, missing, used), bridged: without(bridged, agreed, added, used) }
}

export const namesOf = ({ missing, added, other = {} }: Excuses): string[] =>
  [missing, added, other].flatMap(each => Object.keys(each))
