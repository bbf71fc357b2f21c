// The server's log: one record for each call, at its end, without content. JSON lines for machines, or lines for a person.
import type { DestinationStream, Level } from 'pino'
import type { CallObservation, CallObserver, ServedCall } from './contract.ts'
import { Gathered } from './gathered.ts'
import { readable } from './log/readable.ts'
import { Records } from './log/records.ts'
import { stderr } from './log/stderr.ts'

export interface LogOptions {
  /** `json`: a record a line. `line`: a sentence a line, for a terminal. */
  readonly format: 'json' | 'line'
  /** Calls that went well are `info`, refused and failed ones `warn` and `error`. Default: `info`. */
  readonly level?: Level | 'silent' | undefined
  /** Secrets that may be printed in no case. */
  readonly secrets?: readonly string[] | undefined
  /** Colour for `line`. Default: none. */
  readonly colour?: boolean | undefined
  /** Where to write, each record at once. Default: stderr, where those of calls wait a moment for each other. */
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

/** Milliseconds the record of a call waits for others, and how many of them wait no longer. */
const gathering = 25
const enough = 64

interface Ended {
  readonly call: ServedCall
  readonly at: number
}

export function createLog({
  format,
  level = 'info',
  secrets = [],
  colour = false,
  destination,
}: LogOptions): ServerLog {
  const gathers = destination === undefined
  const place = gathers ? stderr(lost => say('warn', tooSlow(lost))) : { write: destination.write.bind(destination) }
  const records = new Records(level, secrets, format === 'json' ? place : readable(place, colour))
  const ended = new Gathered<Ended>(gathers ? enough : 1, calls => {
    for (const { call, at } of calls) records.call(levelOf(call), call, at)
    records.leave()
  })
  const flush = () => ended.flush()
  const say = (level: 'info' | 'warn', sentence: string) => {
    flush()
    records.sentence(level, sentence)
    records.leave()
  }
  const observation: CallObservation = {
    end(call) {
      if (gathers && ended.isEmpty) setTimeout(flush, gathering).unref()
      ended.add({ call, at: Date.now() })
    },
  }
  if ('finish' in place) {
    process.once('exit', () => {
      flush()
      place.finish()
    })
  }
  return {
    observer: { started: () => (level === 'silent' ? undefined : observation) },
    notice: sentence => say('info', sentence),
    warning: sentence => say('warn', sentence),
    hide: more => records.hide(more),
  }
}

const tooSlow = (lost: number) => `${lost} records were not written: whatever reads this log is too slow.`

/** The same levels as the shim's own log: who has to do something about it. */
function levelOf({ outcome, status = 0 }: ServedCall): Level {
  if (outcome === 'answered') return 'info'
  return outcome === 'unreachable' || (outcome === 'failed' && (status >= 500 || status < 400)) ? 'error' : 'warn'
}
