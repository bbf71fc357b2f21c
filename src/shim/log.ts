// One line for each call, at its end. It holds names, numbers and codes: no content, no keys, no URLs.
import { isObject, type JsonObject } from '../atlas/read.ts'
import type { Loss, LossCode } from '../index.ts'
import type { Clock } from './clock.ts'

type Write = (fields: CallLine, message: string) => void

/** What pino and its like are to this shim. */
export interface Logger {
  info: Write
  warn: Write
  error: Write
}

/**
 * How a call ended. `answered`: with a result, or with a stream that came to its end. `refused`: it never went upstream.
 * `failed`: the upstream's error, or a stream that ended in one. `unreachable`: fetch itself failed, or timed out.
 * `aborted`: the caller left.
 */
export type CallOutcome = 'answered' | 'refused' | 'failed' | 'unreachable' | 'aborted'

export interface CallLine {
  direction: string
  outcome: CallOutcome
  model: string | undefined
  stream: boolean
  /** The HTTP status the caller got; none where fetch rejected. */
  status?: number
  /** How many upstream calls made up the answer, when it was not one (`n`). */
  choices?: number
  /** How often an upstream call was made again. */
  retries: number
  /** Milliseconds from the call to its end, and to the first byte of the answer. */
  duration: number
  firstByte?: number
  /** Of all choices; unknown, and left out, where a stream was cut short. */
  tokens?: { input: number; output: number; total: number }
  /** How many losses of each code. */
  losses: Partial<Record<LossCode, number>>
  /** The upstream's name for the call. */
  requestId?: string
}

const message = 'responses-bridge call'

/** Collects the line of one call. */
export class CallLog {
  readonly #logger: Logger
  readonly #clock: Clock
  readonly #start: number
  readonly #line: CallLine
  readonly #usages: unknown[] = []

  constructor(logger: Logger, clock: Clock, direction: string) {
    this.#logger = logger
    this.#clock = clock
    this.#start = clock.now()
    // Until it ends it is one that was left.
    this.#line = { direction, outcome: 'aborted', model: undefined, stream: false, retries: 0, duration: 0, losses: {} }
  }

  request(model: unknown, stream: boolean, choices: number): void {
    this.#line.model = typeof model === 'string' ? model : undefined
    this.#line.stream = stream
    if (choices > 1) this.#line.choices = choices
  }

  /** How it is carried, where that is only known after the call has begun. */
  carried(direction: string): void {
    this.#line.direction = direction
  }

  retried(): void {
    this.#line.retries++
  }

  loss({ code }: Loss): void {
    this.#line.losses[code] = (this.#line.losses[code] ?? 0) + 1
  }

  /** What upstream call `index` has cost, as it reported it last. */
  usage(index: number, usage: unknown): void {
    this.#usages[index] = usage
  }

  answered(status: number, headers: Pick<Headers, 'get'>): void {
    this.#line.status = status
    const id = headers.get('x-request-id') ?? headers.get('request-id')
    if (id !== null) this.#line.requestId = id
  }

  firstByte(): void {
    this.#line.firstByte ??= this.#clock.now() - this.#start
  }

  end(outcome: CallOutcome): void {
    const tokens = tokensOf(this.#usages, this.#line.choices ?? 1)
    const line = this.#line
    line.outcome = outcome
    line.duration = this.#clock.now() - this.#start
    if (tokens !== undefined) line.tokens = tokens
    try {
      this.#logger[levelOf(outcome, line.status)](line, message)
    } catch {
      // A logger that fails must not cost the caller an answer that is there.
    }
  }
}

function levelOf(outcome: CallOutcome, status = 0): keyof Logger {
  if (outcome === 'answered') return 'info'
  if (outcome === 'unreachable' || (outcome === 'failed' && (status >= 500 || status < 400))) return 'error'
  return 'warn'
}

function tokensOf(usages: readonly unknown[], choices: number): CallLine['tokens'] | undefined {
  const known = usages.filter(isObject)
  if (known.length < choices) return undefined
  const input = sumOf(known, 'input_tokens', 'prompt_tokens')
  const output = sumOf(known, 'output_tokens', 'completion_tokens')
  return { input, output, total: sumOf(known, 'total_tokens', 'total_tokens') || input + output }
}

/** The sum of a counter that goes by one name in one API and by another in the other. */
function sumOf(usages: readonly JsonObject[], name: string, otherName: string): number {
  let sum = 0
  for (const usage of usages) {
    const count = Number.isFinite(usage[name]) ? usage[name] : usage[otherName]
    if (typeof count === 'number' && Number.isFinite(count)) sum += count
  }
  return sum
}
