// HTTP errors, both ways.
import { convertError } from '../atlas/errors.ts'
import type { JsonObject } from '../atlas/read.ts'
import type { ApiErrorObject } from '../errors.ts'

/** A status and the body that goes with it. */
export interface ApiErrorAnswer {
  status: number
  body: { error: ApiErrorObject }
}

export interface ErrorOptions {
  /** The caller's own request, in the API being produced: then `messages[2]` and `input[2]` are told apart exactly. */
  readonly request?: object | undefined
}

/**
 * A chat server's HTTP error as the Responses API would have answered it. `body` may be parsed JSON or text, in the
 * API's own form or another server's.
 */
export function toResponsesError(status: number, body: unknown, options?: ErrorOptions): ApiErrorAnswer {
  return convertError('responses', status, body, options?.request as JsonObject | undefined)
}

/**
 * A Responses server's HTTP error as the chat API would have answered it. `body` may be parsed JSON or text, in the
 * API's own form or another server's.
 */
export function toChatError(status: number, body: unknown, options?: ErrorOptions): ApiErrorAnswer {
  return convertError('chat', status, body, options?.request as JsonObject | undefined)
}
