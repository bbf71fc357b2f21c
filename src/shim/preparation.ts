// A create request on its way up: converted for the upstream, with what its answer will need to be carried back.
import type { JsonObject } from '../atlas/read.ts'
import type { ConversionOptions, Loss } from '../index.ts'
import type { Call } from './call.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Direction } from './direction.ts'
import type { Exchange } from './exchange.ts'
import type { TimeoutOptions } from './timeout.ts'

/** What becomes of every call of one caller; `createFetch` says what each of these means. */
export interface CarryOptions extends Omit<ConversionOptions, 'request' | 'emulates'> {
  readonly store?: boolean | undefined
  readonly carryReasoning?: boolean | undefined
  readonly doneMarker?: boolean | undefined
  readonly maxEventLength?: number | undefined
  readonly timeout?: TimeoutOptions | undefined
  readonly clock?: Clock | undefined
}

export interface Prepared {
  readonly exchange: Exchange
  readonly upstreamBody: JsonObject
}

/** Throws what `refusal` knows to answer when the request cannot be carried. */
export function prepareCall(
  request: JsonObject,
  direction: Direction,
  options: CarryOptions,
  call: Call,
  signal: AbortSignal | undefined,
  onLoss = options.onLoss,
): Prepared {
  const emulation = direction.emulation(request)
  call.log?.request(request.model, request.stream === true, emulation.choices)
  const conversion = conversionOptions(request, direction, options, call, onLoss)
  const exchange: Exchange = {
    direction,
    request,
    emulation,
    call,
    signal,
    resultOptions: onceOnly({ ...conversion, strict: false, request }, emulation.choices),
    doneMarker: options.doneMarker === true,
    maxEventLength: options.maxEventLength,
    idle: options.timeout?.idle,
    clock: options.clock ?? systemClock,
  }
  return { exchange, upstreamBody: toUpstreamBody(request, direction, options, conversion) }
}

function toUpstreamBody(
  request: JsonObject,
  direction: Direction,
  { store }: CarryOptions,
  conversion: ConversionOptions,
): JsonObject {
  const silent = store === undefined || (request.store !== undefined && request.store !== null)
  const said = silent ? request : { ...request, store }
  return direction.completed(
    { ...direction.toUpstreamRequest(said, { ...conversion, emulates: direction.emulates }) },
    request,
  )
}

function conversionOptions(
  request: JsonObject,
  direction: Direction,
  options: CarryOptions,
  { log }: Call,
  onLoss: CarryOptions['onLoss'],
): ConversionOptions {
  const { strict, dialect, instructions, reasoning, id, now } = options
  const carryReasoning = options.carryReasoning ?? direction.carriesReasoning(request)
  const counted = (loss: Loss) => {
    log?.loss(loss)
    onLoss?.(loss)
  }
  return { onLoss: log ? counted : onLoss, strict, dialect, instructions, reasoning, carryReasoning, id, now }
}

/** Several answers to one request lose the same things, which is one loss. */
function onceOnly(conversion: ConversionOptions, choices: number): ConversionOptions {
  const { onLoss } = conversion
  if (choices === 1 || onLoss === undefined) return conversion
  const seen = new Set<string>()
  return {
    ...conversion,
    onLoss(loss) {
      const known = `${loss.effect} ${loss.path}`
      if (!seen.has(known)) onLoss(loss)
      seen.add(known)
    },
  }
}
