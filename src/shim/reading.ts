// What an upstream's answer turns out to be, in the caller's API, before any of it has gone to the caller.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { ApiError, type ApiErrorObject, InvalidInputError } from '../index.ts'
import { parseEventData, SseError, type SseEvent, sseDecoder } from '../wire/sse.ts'
import { type Branch, byteBranch, wholeBranch } from './branch.ts'
import { type Exchange, wantsStream } from './exchange.ts'
import { type ByteSource, byteSource, readText, readyText, sniffEventStream, type UpstreamAnswer } from './source.ts'
import { stoppedCompletion } from './stop-encoder.ts'
import { limited } from './timeout.ts'
import type { Transcoder } from './transcoder.ts'

export type Reading<Answer extends UpstreamAnswer> =
  | { readonly kind: 'result'; readonly upstream: Answer; readonly body: JsonObject }
  | { readonly kind: 'stream'; readonly upstream: Answer; readonly branch: Branch }
  | { readonly kind: 'error'; readonly upstream: Answer; readonly status: number; readonly body: unknown }
  /** A redirect the caller asked to see. */
  | { readonly kind: 'untouched'; readonly upstream: Answer }

/** A 2xx answer that is no result of the upstream's API. */
class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
}

/** Reads the answer of upstream call `index`; `makeTranscoder` is called if it is a stream for the caller. */
export async function readAnswer<Answer extends UpstreamAnswer>(
  upstream: Answer,
  exchange: Exchange,
  index: number,
  makeTranscoder: () => Transcoder,
): Promise<Reading<Answer>> {
  if (upstream.status >= 400) {
    return httpError(upstream, exchange, knownStatus(upstream.status), await errorBody(upstream, exchange))
  }
  if (!upstream.ok) return { kind: 'untouched', upstream }
  try {
    return successAtOnce(upstream, exchange, index) ?? (await success(upstream, exchange, index, makeTranscoder))
  } catch (error) {
    if (error instanceof ApiError) return { kind: 'error', upstream, status: error.status, body: error.body }
    if (error instanceof UnusableAnswerError || error instanceof InvalidInputError || error instanceof SseError) {
      return { kind: 'error', upstream, status: 502, body: { error: notAResult(upstream, exchange, error) } }
    }
    throw error
  }
}

/** What most answers are: there as a whole, and wanted as a whole. */
function successAtOnce<Answer extends UpstreamAnswer>(
  upstream: Answer,
  exchange: Exchange,
  index: number,
): Reading<Answer> | undefined {
  if (upstream.body === null || !('ready' in upstream.body) || wantsStream(exchange) || isLabelled(upstream)) return
  const text = readyText(upstream.body)
  return text === undefined ? undefined : wholeResult(parseResult(text), upstream, exchange, index)
}

const isLabelled = ({ headers }: UpstreamAnswer) => eventStream.test(headers.get('content-type') ?? '')
const eventStream = /^text\/event-stream\b/i

async function success<Answer extends UpstreamAnswer>(
  upstream: Answer,
  exchange: Exchange,
  index: number,
  makeTranscoder: () => Transcoder,
): Promise<Reading<Answer>> {
  // 204 and 205 have no body, whatever their headers say, and no answer can be built with one.
  if (upstream.status === 204 || upstream.status === 205) throw new UnusableAnswerError('It has no body.')
  const labelled = isLabelled(upstream)
  const body = byteSource(upstream.body)
  if (labelled && wantsStream(exchange)) {
    return { kind: 'stream', upstream, branch: byteBranch(body, makeTranscoder(), exchange) }
  }
  const { isEvents, source } = labelled
    ? { isEvents: true, source: limited(body, exchange.idle, exchange.clock) }
    : await sniffEventStream(limited(body, exchange.idle, exchange.clock))
  if (isEvents && wantsStream(exchange)) {
    return { kind: 'stream', upstream, branch: byteBranch(source, makeTranscoder(), { ...exchange, idle: undefined }) }
  }
  if (isEvents) return { kind: 'result', upstream, body: await foldedResult(source, exchange, index) }

  const parsed = parseResult(await readText(source))
  if (!wantsStream(exchange)) return wholeResult(parsed, upstream, exchange, index)
  const { direction, resultOptions } = exchange
  if (direction.isErrorBody(parsed)) return httpError(upstream, exchange, statusOf(parsed.error), parsed)
  // Nothing has been sent yet: what is no result, or a failed one, can still be an HTTP error instead of a stream.
  direction.toCallerResult(parsed, { ...resultOptions, onLoss: undefined })
  return { kind: 'stream', upstream, branch: wholeBranch(makeTranscoder(), direction.elementsOf(parsed)) }
}

function wholeResult<Answer extends UpstreamAnswer>(
  parsed: JsonObject,
  upstream: Answer,
  exchange: Exchange,
  index: number,
): Reading<Answer> {
  const { direction, resultOptions } = exchange
  if (direction.isErrorBody(parsed)) return httpError(upstream, exchange, statusOf(parsed.error), parsed)
  // It stands in the same place in either API.
  if (parsed.usage !== undefined && parsed.usage !== null) exchange.call.log?.usage(index, parsed.usage)
  const result = direction.toCallerResult(parsed, resultOptions) as JsonObject
  return { kind: 'result', upstream, body: stopped(result, () => direction.elementsOf(parsed), exchange) }
}

function noteUsage(elements: readonly unknown[], { direction, call }: Exchange, index: number): void {
  if (call.log === undefined) return
  for (const element of elements) {
    const usage = direction.usageIn(element)
    if (usage !== undefined) call.log.usage(index, usage)
  }
}

function stopped(result: JsonObject, elements: () => readonly unknown[], exchange: Exchange): JsonObject {
  const { direction, emulation, resultOptions } = exchange
  if (emulation.stops.length === 0) return result
  const chunks = direction.encoder({ ...resultOptions, onLoss: undefined })
  return stoppedCompletion(result, chunks, emulation.stops, elements())
}

/** Some gateways stream whether or not they were asked to. */
async function foldedResult(source: ByteSource, exchange: Exchange, index: number): Promise<JsonObject> {
  const { direction, resultOptions } = exchange
  const elements: unknown[] = []
  for (const event of await allEvents(source, exchange.maxEventLength)) {
    // An event without data is a heartbeat.
    if (event.data === '') continue
    const parsed = parseEventData(event.data)
    // After the last word nothing can be lost any more.
    if (!parsed.ok && elements.includes('[DONE]')) break
    if (!parsed.ok) throw parsed.error
    elements.push(direction.element(event, parsed.value))
  }
  const folded = direction.folded(elements, resultOptions)
  if (folded === undefined) throw new UnusableAnswerError('It streamed, unasked, and stopped before the end.')
  noteUsage(elements, exchange, index)
  return stopped(folded as JsonObject, () => elements, exchange)
}

async function allEvents(source: ByteSource, maxEventLength: number | undefined): Promise<SseEvent[]> {
  const decoder = sseDecoder(maxEventLength === undefined ? {} : { maxEventLength })
  const events: SseEvent[] = []
  try {
    for (let bytes = await source.read(); bytes !== undefined; bytes = await source.read()) {
      for (const event of decoder.push(bytes)) events.push(event)
    }
    // Half an event is not a malformed one: the stream was cut, which folding notices by itself.
    return [...events, ...decoder.finish().filter(event => parseEventData(event.data).ok)]
  } catch (error) {
    await source.cancel(error)
    throw error
  }
}

function parseResult(text: string): JsonObject {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new UnusableAnswerError('It is not JSON.')
  }
  if (!isObject(parsed)) throw new UnusableAnswerError('It is not a JSON object.')
  return parsed
}

function notAResult(upstream: UpstreamAnswer, { direction }: Exchange, error: Error): ApiErrorObject {
  const type = upstream.headers.get('content-type') ?? 'without a content type'
  const message = `The upstream answered ${upstream.status} (${type}), but not with ${direction.resultName}. ${error.message}`
  return { message, type: 'server_error', param: null, code: 'upstream_error' }
}

async function errorBody(upstream: UpstreamAnswer, exchange: Exchange): Promise<unknown> {
  let text: string
  try {
    text = await readText(limited(byteSource(upstream.body), exchange.idle, exchange.clock))
  } catch (error) {
    if (exchange.signal?.aborted) throw error
    // The status has come, and says whether to try again; that is worth more than why the rest has not.
    return `The upstream answered ${upstream.status} and broke off before it had said why.`
  }
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page is of no use to a program; a line of text may be the reason.
    const isPage = /^\s*</.test(text)
    return isPage ? `The upstream answered ${upstream.status} with a page instead of an error.` : text
  }
}

/** Servers send statuses of their own, which fetch hands on and no answer may have. */
function knownStatus(status: number): number {
  return status < 600 ? status : 502
}

/** The HTTP status that an error within a 2xx body stands for. */
function statusOf(error: unknown): number {
  if (!isObject(error)) return 502
  for (const value of [error.status, error.code]) {
    const status = Number(value)
    if (Number.isInteger(status) && status >= 400 && status < 600) return status
  }
  return 502
}

function httpError<Answer extends UpstreamAnswer>(
  upstream: Answer,
  { direction, request }: Exchange,
  status: number,
  body: unknown,
): Reading<Answer> {
  return { kind: 'error', upstream, ...direction.toCallerError(status, body, { request }) }
}
