// HTTP errors, both ways.
import { convertError } from '../atlas/errors.ts'
import type { ApiErrorObject } from '../errors.ts'

/** A status and the body that goes with it. */
export interface ApiErrorAnswer {
  status: number
  body: { error: ApiErrorObject }
}

/** A chat server's HTTP error as the Responses API would have answered it. `body` may be parsed JSON or text. */
export function toResponsesError(status: number, body: unknown): ApiErrorAnswer {
  return convertError('responses', status, body)
}

/** A Responses server's HTTP error as the chat API would have answered it. `body` may be parsed JSON or text. */
export function toChatError(status: number, body: unknown): ApiErrorAnswer {
  return convertError('chat', status, body)
}
