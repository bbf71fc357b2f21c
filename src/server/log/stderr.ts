// Standard error as the place of a log: written beside everything else, a few records at a time, and never waited for.
import { type DestinationStream, destination } from 'pino'

/** What a reader may leave unread; of what comes then, records are lost and no caller. */
const patience = 4 * 1024 * 1024

/** Milliseconds a record waits for others: under load, a write for each would cost a tenth of all the work there is. */
const gathering = 25
/** Characters that wait for nothing. */
const enough = 8192

/** `onLost` is told how many records were not written. */
export function stderr(onLost: (records: number) => void): DestinationStream {
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
  let gathered = ''
  const flush = () => {
    const records = gathered
    gathered = ''
    if (records !== '') stream.write(records)
  }
  process.once('exit', () => {
    flush()
    stream.flushSync()
  })
  return {
    write(record) {
      if (gathered === '') setTimeout(flush, gathering).unref()
      gathered += record
      if (gathered.length >= enough) flush()
    },
  }
}
