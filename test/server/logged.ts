// A log of a test's own, and calls that end in it.
import type { ServedCall } from '../../src/server/contract.ts'
import { createLog, type LogOptions } from '../../src/server/log.ts'
import { servedCall } from './served-call.ts'

export function logged(options: Partial<LogOptions> = {}, whole: ServedCall = servedCall) {
  const written: string[] = []
  const destination = { write: (text: string) => void written.push(text) }
  const log = createLog({ format: 'json', destination, ...options })
  const end = (changes: Partial<ServedCall> = {}) =>
    log.observer
      .started({ id: 'req_1', method: 'POST', route: 'chat', traceparent: undefined })
      ?.end({ ...whole, ...changes })
  return { log, written, end, last: () => JSON.parse(written.at(-1) ?? 'null') }
}
