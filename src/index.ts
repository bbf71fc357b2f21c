// The public face of the core: the conversions between Chat Completions and Responses. No runtime dependencies.
export type { ConversionOptions } from './atlas/conversion.ts'
export type { Loss, LossCode, LossEffect } from './atlas/loss.ts'
export { checkResponseEvents, type EventViolation } from './convert/check-events.ts'
export { convertResponse as toChatCompletion } from './convert/completion-writer.ts'
export { toChatError, toResponsesError } from './convert/error.ts'
export {
  convertChatRequest as toResponsesRequest,
  convertResponsesRequest as toChatRequest,
} from './convert/request.ts'
export { convertCompletion as toResponse } from './convert/result.ts'
export { chatChunkEncoder, responseEventEncoder, toChatChunks, toResponseEvents } from './convert/stream.ts'
export { ApiError, type ApiErrorObject, InvalidInputError, UnmappableError } from './errors.ts'
