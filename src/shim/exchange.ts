// One call of the caller's: what was asked, and how its answer is to be carried back.

import type { JsonObject } from '../atlas/read.ts'
import type { ConversionOptions } from '../index.ts'
import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import type { Direction } from './direction.ts'
import type { Emulation } from './emulation.ts'

export interface Exchange {
  readonly direction: Direction
  /** The caller's own body, as it was sent. */
  readonly request: JsonObject
  readonly signal: AbortSignal | undefined
  /** For results and streams: never strict, because what has been paid for is not thrown away. */
  readonly resultOptions: ConversionOptions
  readonly emulation: Emulation
  /** Whether the caller's stream ends in `[DONE]` even where its API has no such thing. */
  readonly doneMarker: boolean
  readonly maxEventLength: number | undefined
  /** How long the upstream's body may keep silent, in milliseconds. */
  readonly idle: number | undefined
  readonly clock: Clock
  readonly call: Call
}

export function wantsStream(exchange: Exchange): boolean {
  return exchange.request.stream === true
}
