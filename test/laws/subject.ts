// What is judged: the public functions, seen as a stranger sees them, from JSON to JSON.
import * as library from '../../src/index.ts'

export interface Options {
  onLoss?: (loss: unknown) => void
  strict?: boolean
  id?: (prefix: string) => string
  now?: () => number
}

export interface Encoder {
  push(part: unknown): unknown[]
  finish(): unknown[]
}

type Convert = (input: unknown, options: Options) => unknown
type ConvertStream = (parts: AsyncIterable<unknown>, options: Options) => AsyncIterable<unknown>
type ConvertError = (status: number, body: unknown) => unknown

export interface Subject {
  toResponsesRequest: Convert
  toChatRequest: Convert
  toResponse: Convert
  toChatCompletion: Convert
  responseEventEncoder: (options: Options) => Encoder
  chatChunkEncoder: (options: Options) => Encoder
  toResponseEvents: ConvertStream
  toChatChunks: ConvertStream
  toResponsesError: ConvertError
  toChatError: ConvertError
  checkResponseEvents: (events: unknown[]) => readonly unknown[]
  isTyped: (error: unknown) => boolean
  isApiError: (error: unknown) => boolean
  isUnmappable: (error: unknown) => boolean
}

type First<Callable extends (...parameters: never[]) => unknown> = Parameters<Callable>[0]

function encoder<Part>(core: { push(part: Part): unknown[]; finish(): unknown[] }): Encoder {
  return { push: part => core.push(part as Part), finish: () => core.finish() }
}

/** The library itself. Its parameter types are for callers who know what they hold; a judge holds what was recorded. */
export const subject: Subject = {
  toResponsesRequest: (input, options) =>
    library.toResponsesRequest(input as First<typeof library.toResponsesRequest>, options),
  toChatRequest: (input, options) => library.toChatRequest(input as First<typeof library.toChatRequest>, options),
  toResponse: (input, options) => library.toResponse(input as First<typeof library.toResponse>, options),
  toChatCompletion: (input, options) =>
    library.toChatCompletion(input as First<typeof library.toChatCompletion>, options),
  responseEventEncoder: options => encoder(library.responseEventEncoder(options)),
  chatChunkEncoder: options => encoder(library.chatChunkEncoder(options)),
  toResponseEvents: (parts, options) =>
    library.toResponseEvents(parts as First<typeof library.toResponseEvents>, options),
  toChatChunks: (parts, options) => library.toChatChunks(parts as First<typeof library.toChatChunks>, options),
  toResponsesError: (status, body) => library.toResponsesError(status, body),
  toChatError: (status, body) => library.toChatError(status, body),
  checkResponseEvents: events => library.checkResponseEvents(events as First<typeof library.checkResponseEvents>),
  isTyped: error =>
    error instanceof library.UnmappableError ||
    error instanceof library.InvalidInputError ||
    error instanceof library.ApiError,
  isApiError: error => error instanceof library.ApiError,
  isUnmappable: error => error instanceof library.UnmappableError,
}
