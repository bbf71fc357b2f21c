// The upstream's answer as the caller's: a result, a stream or an error, with the upstream's status and headers.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { ApiError, type ApiErrorObject, InvalidInputError } from '../index.ts'
import { parseEventData, SseError, type SseEvent, sseDecoder } from '../wire/sse.ts'
import { headersFor } from './body.ts'
import { type Exchange, wantsStream } from './exchange.ts'
import { type ByteSource, byteSource, readText, sniffEventStream } from './source.ts'
import { transcodedStream } from './stream.ts'
import { transcoder } from './transcoder.ts'

const json = 'application/json'
const eventStream = 'text/event-stream; charset=utf-8'

/** A 2xx answer that is no result of the upstream's API. */
class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
}

export async function answer(upstream: Response, exchange: Exchange): Promise<Response> {
  if (upstream.status >= 400) return httpError(upstream, exchange, upstream.status, await errorBody(upstream))
  // A redirect the caller asked to see is the caller's.
  if (!upstream.ok) return upstream
  try {
    return await success(upstream, exchange)
  } catch (error) {
    if (error instanceof ApiError) return response(upstream, error.status, json, JSON.stringify(error.body))
    if (error instanceof UnusableAnswerError || error instanceof InvalidInputError || error instanceof SseError) {
      return response(upstream, 502, json, errorText(notAResult(upstream, exchange, error)))
    }
    throw error
  }
}

async function success(upstream: Response, exchange: Exchange): Promise<Response> {
  const labelled = /^text\/event-stream\b/i.test(upstream.headers.get('content-type') ?? '')
  const body = byteSource(upstream.body)
  const { isEvents, source } = labelled ? { isEvents: true, source: body } : await sniffEventStream(body)
  if (isEvents && wantsStream(exchange)) {
    const stream = transcodedStream(source, transcoder(exchange), exchange.signal)
    return response(upstream, upstream.status, eventStream, stream)
  }
  if (isEvents) return result(upstream, await foldedResult(source, exchange))

  const parsed = parseResult(await readText(source))
  if (exchange.direction.isErrorBody(parsed)) {
    return httpError(upstream, exchange, statusOf(parsed.error), parsed)
  }
  const { direction, resultOptions } = exchange
  if (!wantsStream(exchange)) return result(upstream, direction.toCallerResult(parsed, resultOptions))
  // Nothing has been sent yet: what is no result, or a failed one, can still be an HTTP error instead of a stream.
  direction.toCallerResult(parsed, { ...resultOptions, onLoss: undefined })
  const text = transcoder(exchange).pushElements(direction.elementsOf(parsed))
  return response(upstream, upstream.status, eventStream, text)
}

/** Some gateways stream whether or not they were asked to. */
async function foldedResult(source: ByteSource, exchange: Exchange): Promise<object> {
  const { direction, resultOptions } = exchange
  const elements: unknown[] = []
  for (const event of await allEvents(source, exchange.maxEventLength)) {
    const parsed = parseEventData(event.data)
    if (parsed.ok) elements.push(direction.element(event, parsed.value))
  }
  const folded = direction.folded(elements, resultOptions)
  if (folded === undefined) throw new UnusableAnswerError('It streamed, unasked, and stopped before the end.')
  return folded
}

async function allEvents(source: ByteSource, maxEventLength: number | undefined): Promise<SseEvent[]> {
  const decoder = sseDecoder(maxEventLength === undefined ? {} : { maxEventLength })
  const events: SseEvent[] = []
  try {
    for (let bytes = await source.read(); bytes !== undefined; bytes = await source.read()) {
      for (const event of decoder.push(bytes)) events.push(event)
    }
    return [...events, ...decoder.finish()]
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

function notAResult(upstream: Response, { direction }: Exchange, error: Error): ApiErrorObject {
  const type = upstream.headers.get('content-type') ?? 'without a content type'
  const message = `The upstream answered ${upstream.status} (${type}), but not with ${direction.resultName}. ${error.message}`
  return { message, type: 'server_error', param: null, code: 'upstream_error' }
}

async function errorBody(upstream: Response): Promise<unknown> {
  const text = await readText(byteSource(upstream.body))
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page is of no use to a program; a line of text may be the reason.
    const isPage = /^\s*</.test(text)
    return isPage ? `The upstream answered ${upstream.status} with a page instead of an error.` : text
  }
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

function httpError(upstream: Response, { direction }: Exchange, status: number, body: unknown): Response {
  const error = direction.toCallerError(status, body)
  return response(upstream, error.status, json, JSON.stringify(error.body))
}

function result(upstream: Response, body: object): Response {
  return response(upstream, upstream.status, json, JSON.stringify(body))
}

function response(upstream: Response, status: number, contentType: string, body: BodyInit): Response {
  const statusText = status === upstream.status ? upstream.statusText : ''
  return new Response(body, { status, statusText, headers: headersFor(upstream.headers, contentType) })
}

export function errorText(error: ApiErrorObject): string {
  return JSON.stringify({ error })
}
