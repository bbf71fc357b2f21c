// Requests, both ways: the walk over the parameter table, and what has to look at the whole request.
import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { sealedReasoning } from '../atlas/items/sealed.ts'
import { parameters } from '../atlas/parameters.ts'
import { readArray, readObject } from '../atlas/read.ts'
import { convertFields } from '../atlas/table.ts'
import { completeChatTools } from '../atlas/tools/index.ts'
import { declaredNames } from '../atlas/tools/names.ts'
import type { ChatRequest, ResponsesRequest } from '../schema/index.ts'
import type {
  EitherChatRequest,
  EitherResponsesRequest,
  EitherTarget,
  PlainChatRequest,
  PlainResponsesRequest,
  PlainTarget,
  StreamingChatRequest,
  StreamingResponsesRequest,
  StreamingTarget,
} from '../schema/sdk.ts'

/**
 * A `POST /v1/chat/completions` body as a `POST /v1/responses` body.
 *
 * Untouched subtrees (schemas, metadata, data URLs) are shared with the input, which is not changed.
 *
 * Handed straight to an SDK, it is typed as that SDK's request, whichever release it is: `create(toResponsesRequest(…))`.
 *
 * @throws {InvalidInputError} A field has the wrong type, or `messages` is missing.
 * @throws {UnmappableError} With `strict`, if anything would be dropped or changed.
 */
export function toResponsesRequest<Target extends PlainTarget = PlainResponsesRequest>(
  chat: PlainChatRequest,
  options?: ConversionOptions,
): Target
export function toResponsesRequest<Target extends StreamingTarget = StreamingResponsesRequest>(
  chat: StreamingChatRequest,
  options?: ConversionOptions,
): Target
export function toResponsesRequest<Target extends EitherTarget = EitherResponsesRequest>(
  chat: EitherChatRequest,
  options?: ConversionOptions,
): Target
export function toResponsesRequest(chat: ChatRequest, options?: ConversionOptions): ResponsesRequest
export function toResponsesRequest(chat: ChatRequest, options?: ConversionOptions): unknown {
  const request = readObject(chat, '', 'A chat request')
  readArray(request.messages, '/messages', 'messages')
  const run = new Conversion(options)
  const converted = convertFields(parameters.toResponses, request, {}, '', run)
  if (run.options.carryReasoning) {
    converted.include = [...(Array.isArray(converted.include) ? converted.include : []), sealedReasoning]
  }
  run.settle()
  return converted
}

/**
 * A `POST /v1/responses` body as a `POST /v1/chat/completions` body.
 *
 * Untouched subtrees are shared with the input, which is not changed. Nothing is added that the caller did not say: ask
 * a streaming chat server for usage yourself (`stream_options: { include_usage: true }`); `createFetch` does.
 *
 * @throws {InvalidInputError} A field has the wrong type.
 * @throws {UnmappableError} With `strict`, if anything would be dropped or changed.
 */
export function toChatRequest(responses: ResponsesRequest, options?: ConversionOptions): ChatRequest {
  const request = readObject(responses, '', 'A Responses request')
  const run = new Conversion(options)
  run.toolNames = declaredNames(request)
  const converted = convertFields(parameters.toChat, request, { messages: [] }, '', run)
  completeChatTools(request, converted, run)
  run.settle()
  return converted as ChatRequest
}
