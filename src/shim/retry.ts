// Calling again when the upstream could not be reached or said to come back later. Only ever before the first byte of
// an answer has gone to the caller, and never after the caller has gone.
import { type Clock, wait } from './clock.ts'
import { type AnswerHeaders, byteSource, type UpstreamAnswer } from './source.ts'

export interface RetryOptions {
  /** How often an upstream call is made at most, the first time included. Default: 3. */
  readonly attempts?: number | undefined
  /** The longest wait between two attempts in milliseconds, whatever the upstream asks for. Default: 60000. */
  readonly maxDelay?: number | undefined
}

export interface RetryPlan {
  readonly attempts: number
  readonly maxDelay: number
}

export function retryPlan(option: RetryOptions | boolean | undefined): RetryPlan {
  if (option === undefined || option === false) return { attempts: 1, maxDelay: 0 }
  const { attempts = 3, maxDelay = 60_000 } = option === true ? {} : option
  return { attempts, maxDelay }
}

const firstDelay = 500
const longestBackoff = 8000

/** Calls `send` until its answer is worth keeping. */
export async function withRetries<Answer extends UpstreamAnswer>(
  send: () => Promise<Answer>,
  plan: RetryPlan,
  signal: AbortSignal | undefined,
  clock: Clock,
  onRetry: () => void,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= plan.attempts
    let asked: number | undefined
    try {
      const response = await send()
      if (last || signal?.aborted || !isWorthRetrying(response)) return response
      asked = askedDelay(response.headers, clock.now())
      // Nobody reads it, and an unread body holds its connection. Of a body that was cloned, letting go may take for ever.
      void byteSource(response.body)
        .cancel()
        .catch(() => {})
    } catch (error) {
      if (last || signal?.aborted) throw error
    }
    await wait(clock, Math.min(asked ?? backoff(attempt, clock), plan.maxDelay), signal)
    onRetry()
  }
}

function isWorthRetrying(response: UpstreamAnswer): boolean {
  if (response.ok) return false
  const said = response.headers.get('x-should-retry')
  if (said === 'true') return true
  if (said === 'false') return false
  return [408, 409, 429].includes(response.status) || response.status >= 500
}

/** Full jitter: callers that failed together do not come back together. */
function backoff(attempt: number, clock: Clock): number {
  return clock.random() * Math.min(firstDelay * 2 ** (attempt - 1), longestBackoff)
}

/** How long the upstream asks to be left alone, in milliseconds. */
function askedDelay(headers: AnswerHeaders, now: number): number | undefined {
  const milliseconds = headers.get('retry-after-ms') ?? ''
  if (/^\s*\d+(\.\d+)?\s*$/.test(milliseconds)) return Number(milliseconds)
  const after = headers.get('retry-after') ?? ''
  if (/^\s*\d+(\.\d+)?\s*$/.test(after)) return Number(after) * 1000
  // Without the look at its first letters, `-5` would be a day in May.
  const date = /^\s*[a-z]{3}/i.test(after) ? Date.parse(after) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
