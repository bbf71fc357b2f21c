// What the matrix knows of a client: which API it calls, and how it does what a scenario asks.
import type { Side } from '../fixtures.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Seat } from './seats.ts'

/** Does it, and returns what the client shows of it. */
export type Run = (seat: Seat) => Promise<unknown>

export interface Client {
  readonly name: string
  readonly caller: Side
  /** A scenario that the client has no way to be asked for says so in a sentence. */
  readonly runs: Readonly<Record<ScenarioName, Run | string>>
}
