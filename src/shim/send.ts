// One upstream call: in time, and again where that is allowed.
import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import { type RetryPlan, withRetries } from './retry.ts'
import type { Send, UpstreamAnswer } from './source.ts'
import { sendWithin } from './timeout.ts'

export interface Sending<Answer extends UpstreamAnswer> {
  readonly send: Send<Answer>
  readonly retry: RetryPlan
  /** Milliseconds until the headers, for each attempt. */
  readonly headers: number | undefined
  readonly clock: Clock
}

export function sendUpstream<Answer extends UpstreamAnswer>(
  url: string,
  init: RequestInit,
  { send, retry, headers, clock }: Sending<Answer>,
  signal: AbortSignal | undefined,
  call: Call,
): Promise<Answer> {
  // Most callers retry by themselves, and some transports look at the time by themselves.
  if (retry.attempts <= 1 && headers === undefined) return send(url, init)
  const once = () =>
    headers === undefined
      ? send(url, init)
      : sendWithin(headers, limited => send(url, { ...init, signal: limited }), signal, clock, call)
  if (retry.attempts <= 1) return once()
  return withRetries(once, retry, signal, clock, () => call.log?.retried())
}

/** The init of upstream call `index` of several: a key that makes the first and the second the same would defeat them. */
export function initOf(init: RequestInit, index: number): RequestInit {
  const headers = new Headers(init.headers)
  const key = headers.get('idempotency-key')
  if (index === 0 || key === null) return init
  headers.set('idempotency-key', `${key}-${index}`)
  return { ...init, headers }
}
