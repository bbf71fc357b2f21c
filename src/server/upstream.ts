// The upstream: where calls go, how they are sent, and what it speaks.
import type { CarryOptions } from '../shim/preparation.ts'
import type { Sending } from '../shim/send.ts'
import type { Send, UpstreamAnswer } from '../shim/source.ts'
import { isTimeout } from '../shim/timeout.ts'
import type { UpstreamApi } from './contract.ts'
import { detect } from './detect.ts'
import { UnreachableError } from './failure.ts'
import type { Settings } from './settings.ts'

/** The create routes, a few others; ids in paths are not worth keeping. */
const mostUrls = 16

/** How calls leave: fetch, or something cheaper. */
export interface Transport {
  readonly send: Send<UpstreamAnswer>
  /**
   * It limits by itself how long an upstream may be silent, before an answer and within it, follows no redirect, and
   * rejects with `UnreachableError` where it is the connection that failed.
   */
  readonly isGuarded?: boolean
}

export class Upstream {
  readonly sending: Sending<UpstreamAnswer>
  /** How calls are carried: as the settings say, less what the transport sees to by itself. */
  readonly carry: CarryOptions
  /** Milliseconds between two pieces of an answer that somebody else than the transport has to limit. */
  readonly idle: number | undefined
  readonly #settings: Settings
  readonly #urls = new Map<string, string>()
  #apis: ReadonlySet<UpstreamApi> | undefined
  #finding: Promise<ReadonlySet<UpstreamApi>> | undefined

  constructor(settings: Settings, { send, isGuarded = false }: Transport) {
    this.#settings = settings
    this.sending = {
      // Never follows: where an answer leads is not the upstream's to say.
      send: isGuarded ? send : attempt((url, init) => send(url, { ...init, redirect: 'manual' })),
      retry: settings.retry,
      headers: isGuarded ? undefined : settings.timeouts.headers,
      clock: settings.clock,
    }
    this.idle = isGuarded ? undefined : settings.timeouts.idle
    this.carry = isGuarded ? { ...settings.carry, timeout: undefined } : settings.carry
    const { upstreamApi } = settings
    if (upstreamApi !== 'auto') this.#apis = new Set(upstreamApi === 'both' ? ['responses', 'chat'] : [upstreamApi])
  }

  /** Known already, without asking. */
  get apis(): ReadonlySet<UpstreamApi> | undefined {
    return this.#apis
  }

  /** What it speaks; asks it, once, where nobody has said. `headers` hold a credential it accepts, if there is one. */
  async find(headers: Readonly<Record<string, string>>): Promise<ReadonlySet<UpstreamApi>> {
    if (this.#apis !== undefined) return this.#apis
    this.#finding ??= detect(this, headers, this.#settings).finally(() => {
      this.#finding = undefined
    })
    this.#apis = await this.#finding
    return this.#apis
  }

  /** The address of a route below the base; never anywhere else, whatever the route and the query are. */
  url(route: string, query = ''): string {
    if (query.length > 1) return this.#url(route, query)
    const known = this.#urls.get(route) ?? this.#url(route, '')
    if (this.#urls.size < mostUrls) this.#urls.set(route, known)
    return known
  }

  #url(route: string, query: string): string {
    const { base } = this.#settings
    const url = new URL(base)
    url.pathname = base.pathname.replace(/\/+$/, '') + route
    if (query.length > 1) {
      const given = new URLSearchParams(query)
      // What the base says (an api-version) is the server's to say.
      for (const name of base.searchParams.keys()) given.delete(name)
      for (const [name, value] of given) url.searchParams.append(name, value)
    }
    if (url.origin !== base.origin) throw new TypeError('A route led away from the upstream.')
    return url.href
  }
}

/** A call that could not be brought to the upstream says so, whatever the transport calls it. */
function attempt(send: Send<UpstreamAnswer>): Send<UpstreamAnswer> {
  return async (url, init) => {
    try {
      return await send(url, init)
    } catch (error) {
      if (init.signal?.aborted || isTimeout(error)) throw error
      throw new UnreachableError(error)
    }
  }
}
