// What the upstream says to a call of the caller's: the reading of one call or, for `n`, of several as one.
import { linkedAbort } from './abort.ts'
import { mergedBranch } from './branch.ts'
import { ChoiceMerge, foldChoices } from './choices.ts'
import type { Exchange } from './exchange.ts'
import { type Reading, readAnswer } from './reading.ts'
import { initOf, type Sending, sendUpstream } from './send.ts'
import type { UpstreamAnswer } from './source.ts'
import { transcoder } from './transcoder.ts'

export function askUpstream<Answer extends UpstreamAnswer>(
  url: string,
  init: RequestInit,
  sending: Sending<Answer>,
  exchange: Exchange,
): Promise<Reading<Answer>> {
  return exchange.emulation.choices > 1
    ? readSeveral(url, init, sending, exchange)
    : readOne(url, init, sending, exchange)
}

async function readOne<Answer extends UpstreamAnswer>(
  url: string,
  init: RequestInit,
  sending: Sending<Answer>,
  exchange: Exchange,
): Promise<Reading<Answer>> {
  const upstream = await sendUpstream(url, init, sending, exchange.signal, exchange.call)
  // To wait here costs less than to hand on a promise.
  return await readAnswer(upstream, exchange, 0, () => transcoder(exchange))
}

/** One call for each choice, all at once. Where one has no answer, none is given, and the others are given up. */
async function readSeveral<Answer extends UpstreamAnswer>(
  url: string,
  init: RequestInit,
  sending: Sending<Answer>,
  exchange: Exchange,
): Promise<Reading<Answer>> {
  const { call, emulation } = exchange
  const merge = new ChoiceMerge(emulation.choices)
  const all = linkedAbort(exchange.signal)
  call.whenOver(all.release)
  const one = async (index: number): Promise<Answered<Answer>> => {
    const own = initOf({ ...init, signal: all.signal }, index)
    const upstream = await sendUpstream(url, own, sending, all.signal, call)
    const place = (element: unknown) => merge.take(index, element)
    const reading = await readAnswer(upstream, exchange, index, () => transcoder(exchange, index, place))
    if (reading.kind === 'error' || reading.kind === 'untouched') throw new NoChoice(reading)
    return reading
  }
  const readings = Array.from({ length: emulation.choices }, (_, index) => one(index))
  try {
    return asOne(await Promise.all(readings), merge)
  } catch (error) {
    all.abort(new DOMException('Another choice of the same request failed.', 'AbortError'))
    for (const reading of readings) {
      void reading.then(late => (late.kind === 'stream' ? late.branch.cancel() : undefined)).catch(() => {})
    }
    if (error instanceof NoChoice) return error.reading as Reading<Answer>
    throw error
  }
}

type Answered<Answer extends UpstreamAnswer> = Extract<Reading<Answer>, { kind: 'result' | 'stream' }>

/** Carries what the caller gets instead of the choices past those that are still being made. */
class NoChoice {
  readonly reading: Reading<UpstreamAnswer>

  constructor(reading: Reading<UpstreamAnswer>) {
    this.reading = reading
  }
}

function asOne<Answer extends UpstreamAnswer>(
  readings: readonly Answered<Answer>[],
  merge: ChoiceMerge,
): Reading<Answer> {
  const [first] = readings as [Answered<Answer>, ...Answered<Answer>[]]
  const { upstream } = first
  const branches = readings.flatMap(reading => (reading.kind === 'stream' ? [reading.branch] : []))
  if (branches.length > 0) return { kind: 'stream', upstream, branch: mergedBranch(branches, merge) }
  const bodies = readings.flatMap(reading => (reading.kind === 'result' ? [reading.body] : []))
  return { kind: 'result', upstream, body: foldChoices(bodies) }
}
