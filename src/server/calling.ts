// What the handling of one call needs to know.
import type { Incoming } from './front.ts'
import type { Served } from './served.ts'
import type { Settings } from './settings.ts'
import type { Stateful } from './state/state.ts'
import type { Upstream } from './upstream.ts'

/** What is the same for every call of a server. */
export interface House {
  readonly settings: Settings
  readonly upstream: Upstream
  /** What is kept between calls, if anything is. */
  readonly state: Stateful | undefined
}

export interface Calling extends House {
  readonly incoming: Incoming
  readonly served: Served
}
