// createFetch: a `fetch` whose caller speaks one API while the upstream speaks the other.

import type { ConversionOptions } from '../index.ts'
import { answer } from './answer.ts'
import { readBody, signalOf, upstreamInit } from './body.ts'
import { Call } from './call.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Direction } from './direction.ts'
import { directions } from './directions.ts'
import { CallLog, type Logger } from './log.ts'
import { type Prepared, prepareCall } from './preparation.ts'
import { refusal } from './refusal.ts'
import { type RetryOptions, retryPlan } from './retry.ts'
import { upstreamUrl } from './route.ts'
import type { Sending } from './send.ts'
import type { TimeoutOptions } from './timeout.ts'

export type { Clock } from './clock.ts'
export type { CallLine, CallOutcome, Logger } from './log.ts'
export type { RetryOptions } from './retry.ts'
export type { TimeoutOptions } from './timeout.ts'

export interface CreateFetchOptions extends Omit<ConversionOptions, 'request' | 'emulates'> {
  /** The API the upstream speaks; the caller speaks the other one. */
  readonly upstream: 'responses' | 'chat'
  /** The fetch underneath. Default: the global one, as it is when `createFetch` is called. */
  readonly fetch?: typeof fetch | undefined
  /**
   * Refuse a request that cannot be carried without loss: the caller is answered 400 and the upstream is not called.
   * It is about the request only. An answer has been paid for and is never thrown away; its losses go to `onLoss`.
   */
  readonly strict?: boolean | undefined
  /** What `store` says upstream where the caller does not. Default: `false`, as chat callers expect. */
  readonly store?: boolean | undefined
  /**
   * Carry reasoning through the caller's history, so that tool loops with reasoning need no server memory. Default: for
   * chat callers when the model is known to reason or the request says so, for Responses callers when they ask for it.
   */
  readonly carryReasoning?: boolean | undefined
  /** Call again when the upstream fails before it answers. Default: `false`; the SDKs retry by themselves. */
  readonly retry?: RetryOptions | boolean | undefined
  /** How long the upstream may keep silent. Default: as long as it likes. */
  readonly timeout?: TimeoutOptions | undefined
  /** Gets one line for each call, at its end: names, numbers and codes, no content. */
  readonly logger?: Logger | undefined
  /** End the streams of Responses callers in `data: [DONE]` too. Chat callers' streams always do. Default: `false`. */
  readonly doneMarker?: boolean | undefined
  /** The longest event accepted in an upstream's stream, in characters. Default: 64 Mi. */
  readonly maxEventLength?: number | undefined
  /** Time and chance for retries, timeouts and the log. Default: the system's. */
  readonly clock?: Clock | undefined
}

/**
 * Returns a `fetch` that speaks the other API to its caller.
 *
 * With `upstream: 'responses'`, a POST to a URL whose path ends in `/chat/completions` goes to the same URL with
 * `/responses` in its place, converted, and its answer (result, stream or error) comes back converted; with
 * `upstream: 'chat'` it is the other way round. Every other call passes through with the very same arguments.
 *
 * `n` and `stop`, which a Responses upstream does not know, are emulated: several calls at once, and a cut in the text.
 * Nothing is stored, and nothing is retried unless `retry` says so. Aborting the signal, or cancelling the body, reaches
 * the upstream.
 */
export function createFetch(options: CreateFetchOptions): typeof fetch {
  const direction = directions[options.upstream]
  if (direction === undefined) throw new TypeError("createFetch: `upstream` must be 'responses' or 'chat'.")
  const send = options.fetch ?? globalThis.fetch
  const { logger, clock = systemClock } = options
  const sending: Sending<Response> = { send, retry: retryPlan(options.retry), headers: options.timeout?.headers, clock }

  return async (...args) => {
    const [input, init] = args
    const url = upstreamUrl(direction, input, init)
    if (url === undefined) return send(...args)

    const call = new Call(logger && new CallLog(logger, clock, direction.name))
    const signal = signalOf(input, init)
    try {
      const prepared = await prepare(args, direction, options, call)
      if (prepared instanceof Response) return prepared
      return await answer(url, upstreamInit(input, init, prepared.upstreamBody), sending, prepared.exchange)
    } catch (error) {
      call.end(signal?.aborted ? 'aborted' : 'unreachable')
      throw error
    }
  }
}

/** The request as it goes upstream, or the answer to one that does not. */
async function prepare(
  [input, init]: Parameters<typeof fetch>,
  direction: Direction,
  options: CreateFetchOptions,
  call: Call,
): Promise<Prepared | Response> {
  try {
    return prepareCall(await readBody(input, init), direction, options, call, signalOf(input, init))
  } catch (error) {
    const refused = refusal(error)
    call.log?.answered(refused.status, refused.headers)
    call.log?.firstByte()
    call.end('refused')
    return refused
  }
}
