// Records on their way out, some at a time and without the secrets that are known by then: of calls, and pino's own, which
// are sentences.
import { type DestinationStream, type Level, type Logger, pino } from 'pino'
import type { ServedCall } from '../contract.ts'
import { scrubber } from '../scrub.ts'
import { recordOf } from './record.ts'

export class Records {
  readonly #target: DestinationStream
  readonly #log: Logger
  #hidden: string[]
  #scrub: (text: string) => string
  #waiting = ''

  constructor(level: Level | 'silent', secrets: readonly string[], target: DestinationStream) {
    this.#target = target
    this.#hidden = [...secrets]
    this.#scrub = scrubber(secrets)
    const write = (record: string) => {
      this.#waiting += record
    }
    this.#log = pino({ level, base: null }, { write })
  }

  call(level: Level, call: ServedCall, time: number): void {
    if (this.#log.isLevelEnabled(level)) this.#waiting += recordOf(call, pino.levels.values[level] ?? 0, time)
  }

  sentence(level: Level, sentence: string): void {
    this.#log[level](sentence)
  }

  leave(): void {
    const records = this.#scrub(this.#waiting)
    this.#waiting = ''
    if (records !== '') this.#target.write(records)
  }

  /** From now on these are printed in no case, either. */
  hide(secrets: readonly string[]): void {
    this.#hidden = [...new Set([...this.#hidden, ...secrets])]
    this.#scrub = scrubber(this.#hidden)
  }
}
