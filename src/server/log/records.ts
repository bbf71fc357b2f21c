// The records of pino, which leave some at a time and without the secrets that are known by then.
import { type DestinationStream, type Level, type Logger, pino } from 'pino'
import { scrubber } from '../scrub.ts'

// Nothing writes these; a record that came to hold a header all the same would not say it. Paths with wildcards would
// cost eight times as much as the whole record.
const redacted = ['authorization', 'proxy-authorization', 'api-key', 'x-api-key', 'cookie', 'set-cookie', 'apiKey']

export class Records {
  readonly #target: DestinationStream
  readonly #log: Logger
  #hidden: string[]
  #scrub: (text: string) => string
  #waiting = ''
  #time = 0

  constructor(level: Level | 'silent', secrets: readonly string[], target: DestinationStream) {
    this.#target = target
    this.#hidden = [...secrets]
    this.#scrub = scrubber(secrets)
    this.#log = pino(
      {
        level,
        base: null,
        timestamp: () => `,"time":${this.#time}`,
        redact: { paths: redacted.flatMap(name => [`["${name}"]`, `headers["${name}"]`]), censor: '***' },
      },
      {
        write: record => {
          this.#waiting += record
        },
      },
    )
  }

  /** To write a record of that time with, before the next `leave`. */
  at(time: number): Logger {
    this.#time = time
    return this.#log
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
