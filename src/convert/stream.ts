// Streams, both ways: the synchronous encoders and thin async wrappers around them.
import type { ConversionOptions } from '../atlas/conversion.ts'
import type { JsonObject } from '../atlas/read.ts'
import { ChatChunkEncoder, type ChatStreamItem } from './chunks.ts'
import { type doneMarker, ResponseEventEncoder } from './events.ts'

/** Chat chunks in, Responses events out. `push` also takes the literal `'[DONE]'`. */
export function responseEventEncoder(options?: ConversionOptions): ResponseEventEncoder {
  return new ResponseEventEncoder(options)
}

/** Responses events in, chat chunks out; the last element is the literal `'[DONE]'`. */
export function chatChunkEncoder(options?: ConversionOptions): ChatChunkEncoder {
  return new ChatChunkEncoder(options)
}

/** Any source of events: an SDK's stream is one. */
export type Source<Item> = AsyncIterable<Item> | Iterable<Item>

export async function* toResponseEvents(
  chunks: Source<object | typeof doneMarker>,
  options?: ConversionOptions,
): AsyncGenerator<JsonObject, void, undefined> {
  const encoder = responseEventEncoder(options)
  for await (const chunk of chunks) yield* encoder.push(chunk as JsonObject | typeof doneMarker)
  yield* encoder.finish()
}

export async function* toChatChunks(
  events: Source<object | typeof doneMarker>,
  options?: ConversionOptions,
): AsyncGenerator<ChatStreamItem, void, undefined> {
  const encoder = chatChunkEncoder(options)
  for await (const event of events) yield* encoder.push(event as JsonObject | typeof doneMarker)
  yield* encoder.finish()
}
