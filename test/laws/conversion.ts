// One conversion under observation: input frozen, identity and time fixed, losses collected, errors told apart.
import type { Report } from './alignment.ts'
import { brief, copy, freeze, isRecord, type Json } from './json.ts'
import { type Direction, type Ledger, label, record } from './ledger.ts'
import type { Encoder, Options, Subject } from './subject.ts'

export interface Converted {
  value: Json
  losses: Report[]
  /** The value as it was returned, for questions about identity. */
  raw: unknown
}

export interface Place {
  subject: Subject
  ledger: Ledger
  file: string
  direction: Direction
}

/** Ids count per prefix and begin anew for each conversion, so that two conversions of one thing are alike. */
export function fixedOptions(reports: unknown[], strict = false): Options {
  const counts = new Map<string, number>()
  return {
    onLoss: loss => reports.push(loss),
    strict,
    now: () => 1_700_000_000,
    id: prefix => {
      const count = (counts.get(prefix) ?? 0) + 1
      counts.set(prefix, count)
      return `${prefix}${count}`
    },
  }
}

type Attempt = { thrown: unknown } | { raw: unknown; value: Json; losses: Report[] }

/** Runs one conversion of one whole document and says nothing about it yet. */
export function attempt(run: (input: unknown, options: Options) => unknown, input: Json, strict = false): Attempt {
  const reports: unknown[] = []
  try {
    const raw = run(freeze(copy(input)), fixedOptions(reports, strict))
    return { raw, value: copy(raw), losses: reports.map(asReport) }
  } catch (thrown) {
    return { thrown }
  }
}

function asReport(loss: unknown): Report {
  if (isRecord(loss) && typeof loss.path === 'string' && typeof loss.effect === 'string') {
    return { path: loss.path, effect: loss.effect }
  }
  return { path: `not a loss: ${brief(loss)}`, effect: 'changed' }
}

/** Converts one document and judges laws 4 and 5 on the way. Null where nothing came out. */
export function convert(
  place: Place,
  run: (input: unknown, options: Options) => unknown,
  input: Json,
  mayRefuse = false,
): Converted | null {
  const outcome = attempt(run, input)
  judgeThrown(place, 'thrown' in outcome ? [outcome.thrown] : [], mayRefuse)
  if ('thrown' in outcome) return null
  const exact = outcome.losses.every(loss => loss.effect === 'emulated')
  const again = attempt(run, input, true)
  const refused = 'thrown' in again && place.subject.isUnmappable(again.thrown)
  const sentences = refused === exact ? [exact ? 'strict refused without a loss' : 'strict did not refuse'] : []
  record(place.ledger, label('law 5', place.direction), place.file, sentences)
  return outcome
}

/** A write to a frozen input breaks law 4; any other error that is not one of the library's own breaks law 5. */
export function judgeThrown(place: Place, thrown: unknown[], mayRefuse = false): void {
  const wrote = (error: unknown) =>
    error instanceof TypeError &&
    /read only|not extensible|Cannot delete property|Cannot add property/.test(error.message)
  const sentence = (error: unknown) =>
    error instanceof Error
      ? `${error.name}: ${error.message} ${(error.stack ?? '').split('\n')[1]?.trim() ?? ''}`
      : brief(error)
  record(place.ledger, label('law 4', place.direction), place.file, thrown.filter(wrote).map(sentence))
  const others = thrown.filter(error => !wrote(error) && !(mayRefuse && place.subject.isTyped(error)))
  record(place.ledger, label('law 5', place.direction), place.file, others.map(sentence))
}

/** Pushes a whole stream through an encoder. */
export function encode(place: Place, open: (options: Options) => Encoder, parts: Json[]): Converted | null {
  const reports: unknown[] = []
  const thrown: unknown[] = []
  const out: unknown[] = []
  try {
    const encoder = open(fixedOptions(reports))
    for (const part of parts) out.push(...encoder.push(freeze(copy(part))))
    out.push(...encoder.finish())
  } catch (error) {
    thrown.push(error)
  }
  judgeThrown(place, thrown)
  return thrown.length > 0 ? null : { raw: out, value: copy(out), losses: reports.map(asReport) }
}

/** The same stream through the asynchronous form. */
export async function iterate(
  run: (parts: AsyncIterable<unknown>, options: Options) => AsyncIterable<unknown>,
  parts: Json[],
): Promise<Json> {
  async function* source(): AsyncGenerator<unknown> {
    for (const part of parts) yield freeze(copy(part))
  }
  const out: unknown[] = []
  for await (const part of run(source(), fixedOptions([]))) out.push(part)
  return copy(out)
}
