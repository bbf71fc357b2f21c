// Any document into the other API: which of the library's functions it takes, and what came of it.
import { readErrorBody, statusOfFailure } from '../atlas/errors.ts'
import {
  ApiError,
  type ConversionOptions,
  chatChunkEncoder,
  type Loss,
  responseEventEncoder,
  toChatCompletion,
  toChatError,
  toChatRequest,
  toResponse,
  toResponsesError,
  toResponsesRequest,
} from '../index.ts'
import { chatSse, responsesSse } from '../wire/sse.ts'
import type { Api, Document } from './document.ts'

export interface Converted {
  readonly api: Api
  readonly kind: Document['kind']
  /** A body, or for a stream the list of its elements. */
  readonly result: unknown
  readonly losses: readonly Loss[]
  /** The HTTP status that goes with an error body. */
  readonly status?: number
}

export interface DocumentOptions extends Omit<ConversionOptions, 'onLoss'> {
  /** The HTTP status an error body came with. Default: what its code and type suggest. */
  readonly status?: number | undefined
}

export const otherApi = (api: Api): Api => (api === 'chat' ? 'responses' : 'chat')

/** Throws what the library throws, but for the error of a failed response: that is a result of its own. */
export function convertDocument(document: Document, to: Api, { status, ...options }: DocumentOptions = {}): Converted {
  const losses: Loss[] = []
  const reporting: ConversionOptions = { ...options, onLoss: loss => void losses.push(loss) }
  if (document.kind === 'error') return { ...convertErrorBody(document.body, to, status), losses }
  if (document.kind === 'stream') {
    return { api: to, kind: 'stream', result: convertElements(document.elements, to, reporting), losses }
  }
  const body: never = document.body as never
  try {
    const convert: (body: never, options: ConversionOptions) => unknown =
      document.kind === 'request'
        ? { chat: toChatRequest, responses: toResponsesRequest }[to]
        : { chat: toChatCompletion, responses: toResponse }[to]
    return { api: to, kind: document.kind, result: convert(body, reporting), losses }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { api: to, kind: 'error', result: error.body, losses, status: error.status }
  }
}

function convertErrorBody(body: unknown, to: Api, said: number | undefined) {
  const status = said ?? statusOfFailure(readErrorBody(500, body))
  const answer = to === 'chat' ? toChatError(status, body) : toResponsesError(status, body)
  return { api: to, kind: 'error' as const, result: answer.body, status: answer.status }
}

function convertElements(elements: readonly unknown[], to: Api, options: ConversionOptions): unknown[] {
  const encoder: { push(element: never): readonly unknown[]; finish(): readonly unknown[] } =
    to === 'chat' ? chatChunkEncoder(options) : responseEventEncoder(options)
  const converted = elements.flatMap(element => encoder.push(element as never))
  const whole = [...converted, ...encoder.finish()]
  // On the wire a chat stream ends in `[DONE]`.
  return to === 'chat' ? [...whole, '[DONE]'] : whole
}

/** A converted document as the text that goes on the wire; JSON is spread out for reading. */
export function wireText({ kind, api, result }: Pick<Converted, 'kind' | 'api' | 'result'>): string {
  if (kind !== 'stream') return `${JSON.stringify(result, null, 2)}\n`
  const elements = result as readonly { type: string }[]
  return elements.map(element => (api === 'chat' ? chatSse(element) : responsesSse(element))).join('')
}
