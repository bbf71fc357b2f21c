// A create request on its way up: converted for the upstream, with what its answer will need to be carried back.
import type { JsonObject } from '../atlas/read.ts'
import { withoutConversation } from '../atlas/tools/names.ts'
import type { ConversionOptions } from '../index.ts'
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
  const carryReasoning = options.carryReasoning ?? direction.carriesReasoning(request)
  const told = tellsOf(onLoss, call)
  const optionsFor = (particular: Particular) => conversionOptions(options, carryReasoning, particular)
  const { strict } = options
  const exchange: Exchange = {
    direction,
    request,
    emulation,
    call,
    signal,
    resultOptions: optionsFor({
      onLoss: onceOnly(told, emulation.choices),
      strict: false,
      // A stream may last long.
      request: request.stream === true ? withoutConversation(request) : request,
    }),
    doneMarker: options.doneMarker === true,
    maxEventLength: options.maxEventLength,
    idle: options.timeout?.idle,
    clock: options.clock ?? systemClock,
  }
  const conversion = optionsFor({ onLoss: told, strict, emulates: direction.emulates })
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
  return direction.completed(direction.toUpstreamRequest(said, conversion) as JsonObject, request)
}

type Particular = Pick<ConversionOptions, 'onLoss' | 'strict' | 'request' | 'emulates'>

/** Written out: objects put together of others cost more than all that is in them. */
function conversionOptions(
  { dialect, instructions, reasoning, id, now }: CarryOptions,
  carryReasoning: boolean,
  { onLoss, strict, request, emulates }: Particular,
): ConversionOptions {
  return { onLoss, strict, dialect, instructions, reasoning, carryReasoning, id, now, request, emulates }
}

type OnLoss = ConversionOptions['onLoss']

function tellsOf(onLoss: OnLoss, { log }: Call): OnLoss {
  if (log === undefined) return onLoss
  return loss => {
    log.loss(loss)
    onLoss?.(loss)
  }
}

/** Several answers to one request lose the same things, which is one loss. */
function onceOnly(onLoss: OnLoss, choices: number): OnLoss {
  if (choices === 1 || onLoss === undefined) return onLoss
  const seen = new Set<string>()
  return loss => {
    const known = `${loss.effect} ${loss.path}`
    if (!seen.has(known)) onLoss(loss)
    seen.add(known)
  }
}
