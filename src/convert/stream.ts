// Streams, both ways: the synchronous encoders and thin async wrappers around them.
import type { ConversionOptions } from '../atlas/conversion.ts'
import type { JsonObject } from '../atlas/read.ts'
import type { ChatChunk, ResponseEvent } from '../schema/index.ts'
import type { ChatChunkFor, SdkEvent } from '../schema/sdk.ts'
import { ChatChunkEncoder } from './chunks.ts'
import { type doneMarker, ResponseEventEncoder } from './events.ts'

/** The last line of a chat stream. */
export type DoneMarker = typeof doneMarker

/** Pieces of one stream go in by `push`, pieces of the other come out; `finish` ends it, properly or as cut short. */
export interface Encoder<Input, Output> {
  push(piece: Input): Output[]
  finish(): Output[]
  /** The last piece has come out; what is pushed from now on is ignored. */
  readonly ended: boolean
}

/** Any source of pieces: an SDK's stream is one. */
export type Source<Piece> = AsyncIterable<Piece> | Iterable<Piece>

/**
 * Chat chunks in, Responses events out, synchronously. Push the literal `'[DONE]'` where the stream has it: without it
 * and without a `finish_reason` the stream was cut, and ends in `response.failed`.
 *
 * @throws {InvalidInputError} From `push`, for a chunk of the wrong shape; `finish` still ends the stream properly.
 */
export function responseEventEncoder(options?: ConversionOptions): Encoder<ChatChunk | DoneMarker, ResponseEvent> {
  const encoder = new ResponseEventEncoder(options)
  return {
    push: chunk => encoder.push(chunk as JsonObject | DoneMarker) as ResponseEvent[],
    finish: () => encoder.finish() as ResponseEvent[],
    get ended() {
      return encoder.ended
    },
  }
}

/**
 * Responses events in, chat chunks out, synchronously. The `[DONE]` that ends a chat stream on the wire is written by
 * whoever writes the wire. A response that failed, or a stream that was cut, ends in an error chunk. Usage comes in a chunk of its own, unless `options.request`
 * shows that the caller did not ask for it.
 *
 * @throws {InvalidInputError} From `push`, for an event that is not an object; `finish` still ends the stream properly.
 */
export function chatChunkEncoder(options?: ConversionOptions): Encoder<ResponseEvent | DoneMarker, ChatChunk> {
  const encoder = new ChatChunkEncoder(options)
  return {
    push: event => encoder.push(event as JsonObject | DoneMarker) as ChatChunk[],
    finish: () => encoder.finish() as ChatChunk[],
    get ended() {
      return encoder.ended
    },
  }
}

async function* encode<Input, Output>(source: Source<Input>, encoder: Encoder<Input, Output>) {
  for await (const piece of source) yield* encoder.push(piece)
  yield* encoder.finish()
}

/** `responseEventEncoder` over any source of chunks. */
export function toResponseEvents(
  chunks: Source<ChatChunk | DoneMarker>,
  options?: ConversionOptions,
): AsyncGenerator<ResponseEvent, void, undefined> {
  return encode(chunks, responseEventEncoder(options))
}

/** `chatChunkEncoder` over any source of events. */
export function toChatChunks<Event extends SdkEvent>(
  events: Source<Event | DoneMarker>,
  options?: ConversionOptions,
): AsyncGenerator<ChatChunkFor<Event>, void, undefined> {
  const encoder = chatChunkEncoder(options) as Encoder<SdkEvent | DoneMarker, ChatChunkFor<Event>>
  return encode(events, encoder)
}
