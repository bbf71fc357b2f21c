// The records of a log as lines for a person at a terminal.
import picocolors from 'picocolors'
import type { DestinationStream } from 'pino'
import { callLine } from './line.ts'
import { message } from './record.ts'

/** What JSON keeps out of the log for machines, this keeps out of the terminal, too. */
export function readable(target: DestinationStream, colour: boolean): DestinationStream {
  const paint = picocolors.createColors(colour)
  const lineOf = (record: string) => {
    const { level, time, msg, ...call } = JSON.parse(record, harmless)
    const clock = paint.dim(new Date(time).toTimeString().slice(0, 8))
    const text = msg === message ? callLine(call, paint) : level >= 40 ? paint.yellow(msg) : msg
    return `${clock}  ${text}\n`
  }
  return { write: records => target.write(records.trimEnd().split('\n').map(lineOf).join('')) }
}

/** No text of a caller's moves the cursor, begins a line or turns the direction of writing. */
function harmless(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?') : value
}
