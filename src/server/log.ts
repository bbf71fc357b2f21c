// The server's log: one record for each call, at its end, without content. JSON lines for machines, or lines for a person.
import picocolors from 'picocolors'
import { type DestinationStream, type Level, type Logger, pino } from 'pino'
import type { CallObserver, ServedCall } from './contract.ts'
import { callLine } from './log/line.ts'
import { stderr } from './log/stderr.ts'
import { type Scrub, scrubber } from './scrub.ts'

export interface LogOptions {
  /** `json`: a record a line. `line`: a sentence a line, for a terminal. */
  readonly format: 'json' | 'line'
  /** Calls that went well are `info`, refused and failed ones `warn` and `error`. Default: `info`. */
  readonly level?: Level | 'silent' | undefined
  /** Secrets that may be printed in no case. */
  readonly secrets?: readonly string[] | undefined
  /** Colour for `line`. Default: none. */
  readonly colour?: boolean | undefined
  /** Where to write. Default: stderr. */
  readonly destination?: DestinationStream | undefined
}

export interface ServerLog {
  readonly observer: CallObserver
  /** A sentence about the server itself. */
  notice(sentence: string): void
  /** A sentence about something that somebody should look at. */
  warning(sentence: string): void
  /** From now on these are printed in no case, either: settings may change. */
  hide(secrets: readonly string[]): void
}

// Nothing writes these; a record that came to hold a header all the same would not say it. Paths with wildcards would
// cost eight times as much as the whole record.
const redacted = ['authorization', 'proxy-authorization', 'api-key', 'x-api-key', 'cookie', 'set-cookie', 'apiKey']

export function createLog(options: LogOptions): ServerLog {
  let hidden = [...(options.secrets ?? [])]
  let scrubNow = scrubber(hidden)
  const scrub: Scrub = text => scrubNow(text)
  const target =
    options.destination ??
    stderr(lost => log.warn(`${lost} records were not written: whatever reads this log is too slow.`))
  const log: Logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      redact: { paths: redacted.flatMap(name => [`["${name}"]`, `headers["${name}"]`]), censor: '***' },
    },
    options.format === 'json' ? scrubbed(target, scrub) : readable(target, scrub, options.colour === true),
  )
  return {
    observer: { started: () => ({ end: call => write(log, call) }) },
    notice: sentence => log.info(sentence),
    warning: sentence => log.warn(sentence),
    hide(secrets) {
      hidden = [...new Set([...hidden, ...secrets])]
      scrubNow = scrubber(hidden)
    },
  }
}

/** The same levels as the shim's own log: who has to do something about it. */
function write(log: Logger, call: ServedCall): void {
  const { outcome, status = 0 } = call
  const failed = outcome === 'unreachable' || (outcome === 'failed' && (status >= 500 || status < 400))
  const level = outcome === 'answered' ? 'info' : failed ? 'error' : 'warn'
  log[level](isLong(call.model) || isLong(call.mappedModel) ? shortened(call) : call, message)
}

const message = 'call'
const longestName = 100

/** A model is whatever the caller says it is. */
const isLong = (name: string | undefined): name is string => name !== undefined && name.length > longestName

const short = (name: string) => (isLong(name) ? `${name.slice(0, longestName)}…` : name)

function shortened({ model = '', mappedModel, ...call }: ServedCall): ServedCall {
  return { ...call, model: short(model), ...(mappedModel !== undefined && { mappedModel: short(mappedModel) }) }
}

function scrubbed(target: DestinationStream, scrub: Scrub): DestinationStream {
  return { write: record => target.write(scrub(record)) }
}

/** The records of pino as lines: what JSON keeps out of the log for machines, this keeps out of the terminal, too. */
function readable(target: DestinationStream, scrub: Scrub, colour: boolean): DestinationStream {
  const paint = picocolors.createColors(colour)
  return {
    write(record) {
      const { level, time, msg, ...call } = JSON.parse(scrub(record), harmless)
      const clock = paint.dim(new Date(time).toTimeString().slice(0, 8))
      const text = msg === message ? callLine(call, paint) : level >= 40 ? paint.yellow(msg) : msg
      target.write(`${clock}  ${text}\n`)
    },
  }
}

/** No text of a caller's moves the cursor, begins a line or turns the direction of writing. */
function harmless(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?') : value
}
