// The public face of the core: the conversions between Chat Completions and Responses. No runtime dependencies.
export type { ConversionOptions } from './atlas/conversion.ts'
export type { Loss, LossCode, LossEffect } from './atlas/loss.ts'
export { checkResponseEvents, type EventViolation } from './convert/check-events.ts'
export { toChatCompletion } from './convert/completion-writer.ts'
export { type ApiErrorAnswer, type ErrorOptions, toChatError, toResponsesError } from './convert/error.ts'
export { toChatRequest, toResponsesRequest } from './convert/request.ts'
export { toResponse } from './convert/result.ts'
export { type SdkStream, type StreamClass, toChatAnswer, toChatStream } from './convert/sdk-stream.ts'
export {
  chatChunkEncoder,
  type DoneMarker,
  type Encoder,
  responseEventEncoder,
  type Source,
  toChatChunks,
  toResponseEvents,
} from './convert/stream.ts'
export { ApiError, type ApiErrorObject, InvalidInputError, UnmappableError } from './errors.ts'
export type {
  ChatChunk,
  ChatCompletion,
  ChatMessage,
  ChatRequest,
  ChatTool,
  ResponseEvent,
  ResponseObject,
  ResponsesInputItem,
  ResponsesOutputItem,
  ResponsesRequest,
  ResponsesTool,
} from './schema/index.ts'
