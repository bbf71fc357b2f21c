// The two directions a caller can be carried in, as data. Everything that differs between them is named here and
// written down once in upstream-responses.ts and upstream-chat.ts; the rest of the shim does not know which is which.

import type { JsonObject } from '../atlas/read.ts'
import type { ApiErrorObject, ConversionOptions } from '../index.ts'
import type { SseEvent } from '../wire/sse.ts'

/** Upstream elements in, caller's elements out; an element is a chunk, an event, or the literal `[DONE]`. */
export interface StreamEncoder {
  push(element: unknown): readonly unknown[]
  finish(): readonly unknown[]
}

// Written as methods, not as function-valued properties: the converters accept what their own API's types say, and
// what comes from outside is of no known type until they have looked at it.
export interface Direction {
  /** How the path of the caller's create route ends, and what the ending becomes. */
  readonly callerSuffix: string
  readonly upstreamSuffix: string
  /** What the upstream's answer is called in a sentence for a person. */
  readonly resultName: string

  /** The caller's body without what this shim takes care of itself, so that the converter does not call it lost. */
  withoutEmulated(body: JsonObject): JsonObject
  toUpstreamRequest(body: unknown, options: ConversionOptions): object
  /** The converted request with what this shim needs from the upstream to answer this caller. */
  completed(upstreamBody: JsonObject, callerBody: JsonObject): JsonObject

  toCallerResult(result: unknown, options: ConversionOptions): object
  toCallerError(status: number, body: unknown): { readonly status: number; readonly body: unknown }
  /** A 2xx answer that carries an error and no result at all. */
  isErrorBody(body: JsonObject): boolean

  encoder(options: ConversionOptions): StreamEncoder
  /** One server-sent event of the upstream as an element: some gateways leave half of it to the `event:` line. */
  element(event: SseEvent, data: unknown): unknown
  /** Whether an element for the caller is its stream's last. */
  isLast(element: unknown): boolean
  /** A failure in the form in which the upstream would have sent it within a stream. */
  failure(error: ApiErrorObject): unknown
  /** A finished result as the elements of a stream that would have led to it. */
  elementsOf(result: JsonObject): readonly unknown[]
  /** The caller's result out of a stream that was not asked for; undefined when the stream never came to its end. */
  folded(elements: readonly unknown[], options: ConversionOptions): object | undefined
  /** An element for the caller as text. */
  write(element: unknown): string
}
