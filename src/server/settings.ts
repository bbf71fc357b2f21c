// The settings of a server, complete and checked. What is wrong with them is said at the start, not at the first call.

import { type Clock, systemClock } from '../shim/clock.ts'
import type { CarryOptions } from '../shim/preparation.ts'
import { type RetryPlan, retryPlan } from '../shim/retry.ts'
import { decodeBody } from './coding.ts'
import type { BodyLimits, ServerSettings, ServerTimeouts } from './contract.ts'
import { randomHex } from './random-hex.ts'

/** Settings no server can run with. The sentence says which, and what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly code = 'invalid_settings'
  /** The setting's name. */
  readonly path: string

  constructor(path: string, sentence: string) {
    super(sentence)
    this.path = path
  }
}

export interface Settings extends Omit<ServerSettings, 'forwardedHeaders' | 'retry' | 'timeouts' | 'limits'> {
  readonly upstream: string
  readonly base: URL
  readonly upstreamApi: NonNullable<ServerSettings['upstreamApi']>
  readonly frontKeys: readonly string[]
  readonly allowedHosts: readonly string[]
  readonly allowedOrigins: readonly string[]
  readonly forwardedHeaders: ReadonlySet<string>
  readonly retry: RetryPlan
  readonly timeouts: Required<{ [Name in keyof ServerTimeouts]: number }>
  readonly keepAlive: number
  readonly limits: BodyLimits
  readonly decode: NonNullable<ServerSettings['decode']>
  readonly digest: NonNullable<ServerSettings['digest']>
  readonly observers: NonNullable<ServerSettings['observers']>
  readonly clock: Clock
  readonly requestId: () => string
  readonly carry: CarryOptions
}

export const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const mebibyte = 1024 * 1024

export function completeSettings(given: ServerSettings): Settings {
  const timeouts = {
    connect: given.timeouts?.connect ?? 10_000,
    headers: given.timeouts?.headers ?? 600_000,
    idle: given.timeouts?.idle ?? 300_000,
  }
  const clock = given.clock ?? systemClock
  const { strict, dialect, instructions, reasoning, carryReasoning, doneMarker } = given
  return {
    ...given,
    base: upstreamBase(given.upstream),
    upstreamApi: upstreamApi(given.upstreamApi),
    upstreamKey: upstreamKey(given.upstreamKey),
    frontKeys: frontKeys(given.frontKeys),
    allowedHosts: (given.allowedHosts ?? loopbackNames).map(name => name.toLowerCase()),
    allowedOrigins: given.allowedOrigins ?? [],
    forwardedHeaders: forwardedHeaders(given.forwardedHeaders),
    retry: retryPlan(given.retry),
    timeouts,
    keepAlive: given.keepAlive ?? 15_000,
    limits: { bytes: given.limits?.bytes ?? 32 * mebibyte, depth: given.limits?.depth ?? 512 },
    decode: given.decode ?? decodeBody,
    digest: given.digest ?? webDigest,
    observers: given.observers ?? [],
    clock,
    requestId: given.requestId ?? (() => `req_${randomHex(16)}`),
    carry: {
      strict,
      dialect,
      instructions,
      reasoning,
      carryReasoning,
      doneMarker,
      store: given.storeUpstream,
      timeout: { headers: timeouts.headers, idle: timeouts.idle },
      clock,
    },
  }
}

const webDigest = async (text: string) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

function upstreamBase(text: string): URL {
  const problem = (sentence: string) => new SettingsError('upstream', sentence)
  if (typeof text !== 'string' || !URL.canParse(text)) {
    throw problem('The upstream must be a whole URL, its /v1 included: https://api.openai.com/v1.')
  }
  const base = new URL(text)
  if (base.protocol !== 'http:' && base.protocol !== 'https:') {
    throw problem('The upstream must be an http or https URL.')
  }
  if (base.username !== '' || base.password !== '') {
    throw problem('The upstream URL holds a user name or password. Give the key by itself, where no log shows it.')
  }
  if (base.hash !== '') throw problem('The upstream URL must not have a # in it.')
  if (/\/(chat\/completions|responses)\/*$/.test(base.pathname)) {
    throw problem('The upstream URL must end before the route, for instance in /v1.')
  }
  return base
}

function upstreamApi(api: ServerSettings['upstreamApi']): Settings['upstreamApi'] {
  if (api === undefined) return 'auto'
  if (['responses', 'chat', 'both', 'auto'].includes(api)) return api
  throw new SettingsError('upstreamApi', "The upstream's API must be responses, chat, both or auto.")
}

/**
 * What belongs to one hop, frames the body, names the server or opens it: from a caller, it would choose the virtual host
 * upstream, cut its own request in two there, or be a second credential.
 */
const neverForwarded =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-(?:length|encoding|type)|accept-encoding|cookie|authorization|api-key|x-api-key|x-bridge-key)$/

function forwardedHeaders(names: readonly string[] = []): ReadonlySet<string> {
  const lower = names.map(name => name.toLowerCase())
  const wrong = lower.find(name => neverForwarded.test(name) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name))
  if (wrong === undefined) return new Set(lower)
  throw new SettingsError(
    'forwardedHeaders',
    'A forwarded header is no header name, or one that is never forwarded: those of the connection, the body and the key.',
  )
}

/** What may stand in a header; an empty key is a forgotten one. */
const isKey = (key: unknown) => typeof key === 'string' && /^[!-~]+$/.test(key)

function upstreamKey(key: string | undefined): string | undefined {
  if (key === undefined || isKey(key)) return key
  throw new SettingsError('upstreamKey', 'The upstream key is empty, or holds characters no key has.')
}

function frontKeys(keys: readonly string[] | undefined): readonly string[] {
  if (keys === undefined) return []
  if (keys.length > 0 && keys.every(isKey)) return keys
  throw new SettingsError(
    'frontKeys',
    'A front key is empty, or holds characters no key has; callers could not be told apart.',
  )
}
