// createFetch: a `fetch` whose caller speaks one API while the upstream speaks the other.

import type { JsonObject } from '../atlas/read.ts'
import type { ConversionOptions } from '../index.ts'
import { answer } from './answer.ts'
import { readBody, signalOf, upstreamInit } from './body.ts'
import type { Direction } from './direction.ts'
import type { Exchange } from './exchange.ts'
import { refusal } from './refusal.ts'
import { upstreamUrl } from './route.ts'
import { upstreamChat } from './upstream-chat.ts'
import { upstreamResponses } from './upstream-responses.ts'

export interface CreateFetchOptions extends Omit<ConversionOptions, 'request'> {
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
  /** End the streams of Responses callers in `data: [DONE]` too. Chat callers' streams always do. Default: `false`. */
  readonly doneMarker?: boolean | undefined
  /** The longest event accepted in an upstream's stream, in characters. Default: 64 Mi. */
  readonly maxEventLength?: number | undefined
}

const directions: Readonly<Record<CreateFetchOptions['upstream'], Direction>> = {
  responses: upstreamResponses,
  chat: upstreamChat,
}

/**
 * Returns a `fetch` that speaks the other API to its caller.
 *
 * With `upstream: 'responses'`, a POST to a URL whose path ends in `/chat/completions` goes to the same URL with
 * `/responses` in its place, converted, and its answer (result, stream or error) comes back converted; with
 * `upstream: 'chat'` it is the other way round. Every other call passes through with the very same arguments.
 *
 * Nothing is retried and nothing is stored. Aborting the signal, or cancelling the body, reaches the upstream.
 */
export function createFetch(options: CreateFetchOptions): typeof fetch {
  const direction = directions[options.upstream]
  if (direction === undefined) throw new TypeError("createFetch: `upstream` must be 'responses' or 'chat'.")
  const send = options.fetch ?? globalThis.fetch

  return async (...args) => {
    const [input, init] = args
    const url = upstreamUrl(direction, input, init)
    if (url === undefined) return send(...args)

    let request: JsonObject
    let upstreamBody: JsonObject
    try {
      request = await readBody(input, init)
      upstreamBody = toUpstreamBody(request, direction, options)
    } catch (error) {
      return refusal(error)
    }
    // One call, one answer: `n` and `stop` are the converter's losses here.
    const upstream = await send(url, upstreamInit(input, init, upstreamBody))
    return answer(upstream, exchangeOf(request, direction, options, signalOf(input, init)))
  }
}

function toUpstreamBody(request: JsonObject, direction: Direction, options: CreateFetchOptions): JsonObject {
  const body = direction.withoutEmulated(request)
  const silent = options.store === undefined || (body.store !== undefined && body.store !== null)
  const said = silent ? body : { ...body, store: options.store }
  return direction.completed({ ...direction.toUpstreamRequest(said, conversionOptions(options)) }, request)
}

function exchangeOf(
  request: JsonObject,
  direction: Direction,
  options: CreateFetchOptions,
  signal: AbortSignal | undefined,
): Exchange {
  return {
    direction,
    request,
    signal,
    resultOptions: { ...conversionOptions(options), strict: false, request },
    doneMarker: options.doneMarker === true,
    maxEventLength: options.maxEventLength,
  }
}

function conversionOptions({ onLoss, strict, dialect, instructions, reasoning, id, now }: CreateFetchOptions) {
  return { onLoss, strict, dialect, instructions, reasoning, id, now } satisfies ConversionOptions
}
