// The public face of the core: the conversions between Chat Completions and Responses. No runtime dependencies.

export type { Loss, LossCode, LossEffect } from './atlas/loss.ts'
export {
  convertChatRequest as toResponsesRequest,
  convertResponsesRequest as toChatRequest,
} from './convert/request.ts'
export { ApiError, InvalidInputError, UnmappableError } from './errors.ts'
