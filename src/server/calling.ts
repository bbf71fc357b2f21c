// What the handling of one call needs to know.
import type { Incoming } from './front.ts'
import type { Served } from './served.ts'
import type { Settings } from './settings.ts'
import type { Upstream } from './upstream.ts'

export interface Calling {
  readonly incoming: Incoming
  readonly served: Served
  readonly settings: Settings
  readonly upstream: Upstream
}
