// The caller's answer, made of one upstream call or, for `n`, of several at once.
import { linkedAbort } from './abort.ts'
import { mergedBranch } from './branch.ts'
import { ChoiceMerge, foldChoices } from './choices.ts'
import type { Exchange } from './exchange.ts'
import { type Reading, readAnswer } from './reading.ts'
import { eventStreamType, jsonType, response } from './response.ts'
import { initOf, type Sending, sendUpstream } from './send.ts'
import { answerStream } from './stream.ts'
import { transcoder } from './transcoder.ts'

export { errorText } from './response.ts'

export async function answer(url: string, init: RequestInit, sending: Sending, exchange: Exchange): Promise<Response> {
  const { choices } = exchange.emulation
  const reading =
    choices > 1 ? await readSeveral(url, init, sending, exchange) : await readOne(url, init, sending, exchange)
  const { call } = exchange
  if (reading.kind === 'stream') {
    call.log?.answered(reading.upstream.status, reading.upstream.headers)
    return response(reading.upstream, reading.upstream.status, eventStreamType, answerStream(reading.branch, call))
  }
  const answered = wholeResponse(reading)
  call.log?.answered(answered.status, answered.headers)
  call.log?.firstByte()
  call.end(reading.kind === 'error' ? 'failed' : 'answered')
  return answered
}

function wholeResponse(reading: Exclude<Reading, { kind: 'stream' }>): Response {
  const { upstream } = reading
  if (reading.kind === 'untouched') return upstream
  const status = reading.kind === 'error' ? reading.status : upstream.status
  return response(upstream, status, jsonType, JSON.stringify(reading.body))
}

async function readOne(url: string, init: RequestInit, sending: Sending, exchange: Exchange): Promise<Reading> {
  const upstream = await sendUpstream(url, init, sending, exchange.signal, exchange.call)
  return readAnswer(upstream, exchange, 0, () => transcoder(exchange))
}

/** One call for each choice, all at once. Where one has no answer, none is given, and the others are given up. */
async function readSeveral(url: string, init: RequestInit, sending: Sending, exchange: Exchange): Promise<Reading> {
  const { call, emulation } = exchange
  const merge = new ChoiceMerge(emulation.choices)
  const all = linkedAbort(exchange.signal)
  call.whenOver(all.release)
  const one = async (index: number): Promise<Answered> => {
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
    if (error instanceof NoChoice) return error.reading
    throw error
  }
}

type Answered = Extract<Reading, { kind: 'result' | 'stream' }>

/** Carries what the caller gets instead of the choices past those that are still being made. */
class NoChoice {
  readonly reading: Reading

  constructor(reading: Reading) {
    this.reading = reading
  }
}

function asOne(readings: readonly Answered[], merge: ChoiceMerge): Reading {
  const [first] = readings as [Answered, ...Answered[]]
  const { upstream } = first
  const branches = readings.flatMap(reading => (reading.kind === 'stream' ? [reading.branch] : []))
  if (branches.length > 0) return { kind: 'stream', upstream, branch: mergedBranch(branches, merge) }
  const bodies = readings.flatMap(reading => (reading.kind === 'result' ? [reading.body] : []))
  return { kind: 'result', upstream, body: foldChoices(bodies) }
}
