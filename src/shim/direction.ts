// The two directions a caller can be carried in, as data. Everything that differs between them is named here and
// written down once in upstream-responses.ts and upstream-chat.ts; the rest of the shim does not know which is which.

import type { JsonObject } from '../atlas/read.ts'
import type { ApiErrorObject, ConversionOptions, ErrorOptions } from '../index.ts'
import type { SseEvent } from '../wire/sse.ts'
import type { Emulation } from './emulation.ts'

/** Upstream elements in, caller's elements out; an element is a chunk, an event, or the literal `[DONE]`. */
export interface StreamEncoder {
  push(element: unknown): readonly unknown[]
  finish(): readonly unknown[]
  /** The answer has been cut here; the upstream is not to be read any further. */
  readonly cut?: boolean
}

// Written as methods, not as function-valued properties: the converters accept what their own API's types say, and
// what comes from outside is of no known type until they have looked at it.
export interface Direction {
  /** How the path of the caller's create route ends, and what the ending becomes. */
  readonly callerSuffix: string
  readonly upstreamSuffix: string
  /** What the upstream's answer is called in a sentence for a person. */
  readonly resultName: string

  /** What the caller speaks and what the upstream does, for a person. */
  readonly name: string

  /** JSON Pointers of what the upstream cannot do and this shim does itself. */
  readonly emulates: readonly string[]
  /** What of it this request asks for. */
  emulation(request: JsonObject): Emulation
  /** Whether sealed reasoning is to be carried through this caller's history, where no option says so. */
  carriesReasoning(request: JsonObject): boolean
  toUpstreamRequest(body: unknown, options: ConversionOptions): object
  /** The converted request with what this shim needs from the upstream to answer this caller. */
  completed(upstreamBody: JsonObject, callerBody: JsonObject): JsonObject

  toCallerResult(result: unknown, options: ConversionOptions): object
  toCallerError(
    status: number,
    body: unknown,
    options: ErrorOptions,
  ): { readonly status: number; readonly body: unknown }
  /** A 2xx answer that carries an error and no result at all. */
  isErrorBody(body: JsonObject): boolean

  encoder(options: ConversionOptions): StreamEncoder
  /** One server-sent event of the upstream as an element: some gateways leave half of it to the `event:` line. */
  element(event: SseEvent, data: unknown): unknown
  /** Whether an element for the caller is its stream's last. */
  isLast(element: unknown): boolean
  /** Whether an element for the caller is an error. */
  isFailure(element: unknown): boolean
  /** The usage an element of the upstream reports, if it does. */
  usageIn(element: unknown): unknown
  /** A failure in the form in which the upstream would have sent it within a stream. */
  failure(error: ApiErrorObject): unknown
  /** A finished result as the elements of a stream that would have led to it. */
  elementsOf(result: JsonObject): readonly unknown[]
  /** The caller's result out of a stream that was not asked for; undefined when the stream never came to its end. */
  folded(elements: readonly unknown[], options: ConversionOptions): object | undefined
  /** A writer of the elements of one stream for the caller, as text. */
  writer(): (element: unknown) => string
}
