// For callers of an SDK that ask more of a stream than an iteration, or learn only later whether it is one: what comes
// out is the SDK's own Stream. Its class is handed in, because nothing of the SDK is imported here.
import type { ConversionOptions } from '../atlas/conversion.ts'
import type { ChatChunkFor, ChatCompletionFor, SdkEvent, SdkResponse } from '../schema/sdk.ts'
import { toChatCompletion } from './completion-writer.ts'
import { toChatChunks } from './stream.ts'

/** The class that every release exports from `openai/streaming`. */
export type StreamClass<Chunk, Made> = new (iterator: () => AsyncIterator<Chunk>, controller: AbortController) => Made

/** What an SDK's streams have in common. */
export interface SdkStream<Event> extends AsyncIterable<Event> {
  readonly controller: AbortController
}

/**
 * `toChatChunks` as the SDK's own stream, with `controller`, `tee()` and `toReadableStream()`. Its controller is the one of
 * the request, so aborting it ends the request.
 */
export function toChatStream<Event extends SdkEvent, Made>(
  Stream: StreamClass<ChatChunkFor<Event>, Made>,
  events: SdkStream<Event>,
  options?: ConversionOptions,
): Made {
  return new Stream(() => toChatChunks(events, options), events.controller)
}

/** For a request of which only the running program knows whether it streams: `toChatStream` or `toChatCompletion`. */
export function toChatAnswer<Response extends SdkResponse, Event extends SdkEvent, Made>(
  Stream: StreamClass<ChatChunkFor<Event>, Made>,
  answer: Response | SdkStream<Event>,
  options?: ConversionOptions,
): ChatCompletionFor<Response> | Made {
  return Symbol.asyncIterator in answer
    ? toChatStream(Stream, answer, options)
    : (toChatCompletion(answer, options) as ChatCompletionFor<Response>)
}
