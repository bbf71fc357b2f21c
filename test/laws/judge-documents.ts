// Requests, finished results and error bodies before the laws.
import { attempt, convert, type Place } from './conversion.ts'
import type { Kind } from './equivalences.ts'
import { brief, copy, isRecord, type Json, same } from './json.ts'
import { label, record } from './ledger.ts'
import { roundTripViolations } from './round-trip.ts'
import type { Options } from './subject.ts'

type Run = (input: unknown, options: Options) => unknown

/** Law 2 for requests; with it 4 and 5, both ways. A request that its own server refused may be refused here too. */
export function judgeRequest(place: Place, request: Json, mayRefuse: boolean): void {
  const { subject, direction } = place
  const fromChat = direction === 'chat to responses'
  const [forth, back] = fromChat
    ? [subject.toResponsesRequest, subject.toChatRequest]
    : [subject.toChatRequest, subject.toResponsesRequest]
  const kind = fromChat ? 'chat request' : 'responses request'
  roundTrip(place, { kind, law: 'law 2 for requests', forth, back, mayRefuse }, request)
}

/** Law 2 for results. A response that failed has no counterpart: the error it carries is thrown. */
export function judgeResult(place: Place, result: Json): void {
  const { subject, direction } = place
  if (direction === 'chat to responses') {
    const { toResponse: forth, toChatCompletion: back } = subject
    roundTrip(place, { kind: 'chat completion', law: 'law 2 for results', forth, back, mayRefuse: false }, result)
  } else if (isRecord(result) && result.status === 'failed') {
    record(place.ledger, label('law 5', direction), place.file, failure(place, result).sentences)
  } else {
    const { toChatCompletion: forth, toResponse: back } = subject
    roundTrip(place, { kind: 'response', law: 'law 2 for results', forth, back, mayRefuse: false }, result)
  }
}

/** What `toChatCompletion` throws for a failed response, and what is wrong with that. */
export function failure({ subject }: Place, response: Json): { error: Json; sentences: string[] } {
  const outcome = attempt(subject.toChatCompletion, response)
  if (!('thrown' in outcome)) return { error: null, sentences: ['a failed response was converted, not thrown'] }
  if (!subject.isApiError(outcome.thrown)) return { error: null, sentences: [`threw ${String(outcome.thrown)}`] }
  const { error, status } = Object(outcome.thrown)
  const sentences = errorObject(error)
  if (!(typeof status === 'number' && status >= 400)) sentences.push(`the status of the error is ${brief(status)}`)
  return { error: copy(error), sentences }
}

interface Trip {
  kind: Kind
  law: 'law 2 for requests' | 'law 2 for results'
  forth: Run
  back: Run
  mayRefuse: boolean
}

function roundTrip(place: Place, trip: Trip, x: Json): void {
  const there = convert(place, trip.forth, x, trip.mayRefuse)
  if (there === null) return
  record(place.ledger, label('law 4', place.direction), place.file, unshared(trip.forth, x))
  if (trip.kind === 'chat completion' && isRecord(there.value) && there.value.status === 'failed') {
    // The answer was an error, and it comes back as one.
    record(place.ledger, label('law 5', place.direction), place.file, failure(place, there.value).sentences)
    return
  }
  const here = convert(place, trip.back, there.value)
  if (here === null) return
  const wrong = roundTripViolations(trip.kind, x, here.value, there.losses)
  record(place.ledger, label(trip.law, place.direction), place.file, wrong)
}

/** Law 4's second half: a JSON schema is carried, not rebuilt, so the very same object must arrive. */
function unshared(run: Run, x: Json): string[] {
  const input = copy(x)
  const schemas = new Set(schemasOf(input, new Set()))
  const output = run(input, {})
  const arrived = schemasOf(output, new Set())
  const copies = arrived.filter(schema => !schemas.has(schema) && [...schemas].some(each => same(each, schema)))
  return copies.length > 0 ? [`${copies.length} schemas were copied, not shared`] : []
}

function schemasOf(value: unknown, found: Set<unknown>): unknown[] {
  if (Array.isArray(value)) for (const element of value) schemasOf(element, found)
  else if (isRecord(value)) {
    for (const [key, each] of Object.entries(value)) {
      if ((key === 'parameters' || key === 'schema') && isRecord(each) && Object.keys(each).length > 0) found.add(each)
      else schemasOf(each, found)
    }
  }
  return [...found]
}

/** The error body of the other API: its own status, and an envelope with all four keys. */
export function judgeError(place: Place, status: number, body: Json): void {
  const { subject, direction } = place
  const run = direction === 'chat to responses' ? subject.toResponsesError : subject.toChatError
  const outcome = attempt(input => run(status, input), body)
  if ('thrown' in outcome) {
    record(place.ledger, label('errors', direction), place.file, [`threw ${String(outcome.thrown)}`])
    return
  }
  const answer = outcome.value
  const wrong: string[] = []
  if (!isRecord(answer) || !same(Object.keys(answer).sort(), ['body', 'status']))
    wrong.push(`answered ${brief(answer)}`)
  else {
    if (!(typeof answer.status === 'number' && answer.status >= 400))
      wrong.push(`the status is ${brief(answer.status)}`)
    if (!isRecord(answer.body) || !same(Object.keys(answer.body), ['error']))
      wrong.push(`the body is ${brief(answer.body)}`)
    else wrong.push(...errorObject(answer.body.error))
  }
  record(place.ledger, label('errors', direction), place.file, wrong)
}

function errorObject(error: unknown): string[] {
  if (!isRecord(error)) return [`the error is ${brief(error)}`]
  const wrong: string[] = []
  const keys = Object.keys(error).sort()
  if (!same(keys, ['code', 'message', 'param', 'type'])) wrong.push(`the error has the keys ${keys.join(', ')}`)
  if (typeof error.message !== 'string' || error.message === '') wrong.push(`the message is ${brief(error.message)}`)
  if (typeof error.type !== 'string' || error.type === '') wrong.push(`the type is ${brief(error.type)}`)
  for (const key of ['param', 'code']) {
    const value = error[key]
    if (value !== null && typeof value !== 'string') wrong.push(`${key} is ${brief(value)}`)
  }
  return wrong
}
