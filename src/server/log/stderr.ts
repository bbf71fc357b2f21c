// Standard error as the place of a log: written beside everything else, a few records at a time, and never waited for.
import { type DestinationStream, destination } from 'pino'

/** What a reader may leave unread; of what comes then, records are lost and no caller. */
const patience = 4 * 1024 * 1024

export interface LastWords extends DestinationStream {
  /** Everything is on its way out before this returns: for a process that ends. */
  finish(): void
}

/** `onLost` is told how many records were not written. */
export function stderr(onLost: (records: number) => void): LastWords {
  const stream = destination({ dest: 2, sync: false, maxLength: patience })
  let lost = 0
  stream.on('drop', (records: string) => {
    lost += records.split('\n').length - 1
  })
  stream.on('drain', () => {
    const records = lost
    lost = 0
    if (records > 0) onLost(records)
  })
  return { write: records => stream.write(records), finish: () => stream.flushSync() }
}
