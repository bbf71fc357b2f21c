// What a call lost, as its answer and the log may say it: codes and counts, and pointers that quote nobody.
import { documentedKeys } from '../atlas/table.ts'
import type { Loss, LossCode } from '../index.ts'

/** The codes and how often, as `no-counterpart=2, unknown-field=1`: ASCII, and short because there are few codes. */
export function lossesHeader(counts: Partial<Record<LossCode, number>>): string | undefined {
  let header: string | undefined
  for (const code in counts) {
    if (code === bookkeeping) continue
    const counted = `${code}=${counts[code as LossCode]}`
    header = header === undefined ? counted : `${header}, ${counted}`
  }
  return header
}

/** What the upstream notes about its own work would be said of every call, and no caller ever had it. */
const bookkeeping: LossCode = 'bookkeeping'

// A caller can make as many losses as it likes; a log line cannot be as long as that.
const mostListed = 100

/** Collects the losses of one call. */
export class LossList {
  readonly counts: Partial<Record<LossCode, number>> = {}
  readonly list: Pick<Loss, 'path' | 'code' | 'effect'>[] = []

  add({ path, code, effect }: Loss): void {
    this.counts[code] = (this.counts[code] ?? 0) + 1
    if (code !== bookkeeping && this.list.length < mostListed)
      this.list.push({ path: knownPointer(path), code, effect })
  }
}

/** Keys below these are of the caller's own making, whatever they are called. */
const freeForm: ReadonlySet<string> = new Set([
  'metadata',
  'parameters',
  'schema',
  'logit_bias',
  'arguments',
  'variables',
])

/** The pointer up to the last key that is documented; what follows may be anybody's words. */
export function knownPointer(path: string): string {
  let known = ''
  for (const key of path.split('/').slice(1)) {
    if (!/^\d{1,6}$/.test(key) && !documentedKeys.has(key)) return `${known}/*`
    known += `/${key}`
    if (freeForm.has(key)) break
  }
  return known === path ? path : `${known}/*`
}
