// A response that failed, as the HTTP error the API would have answered.
import type { ApiErrorObject } from '../errors.ts'
import { readErrorBody, statusOfFailure, typeOfStatus } from './errors.ts'
import { isObject, type JsonObject } from './read.ts'

/** `undefined` for a response that did not fail. */
export function failureOf(response: JsonObject): { status: number; error: ApiErrorObject } | undefined {
  if (response.status !== 'failed' && (response.status !== undefined || !isObject(response.error))) return undefined
  return failureFrom(response.error ?? { message: 'The response failed.' })
}

/** Reads the error of a failed response or of an `error` event, which is nested in some servers and flat in others. */
export function failureFrom(value: unknown): { status: number; error: ApiErrorObject } {
  const read = readErrorBody(500, isObject(value) ? { error: value } : value)
  const typed = isObject(value) && typeof value.type === 'string' && value.type !== 'error'
  const status = statusOfFailure(typed ? read : { ...read, type: null })
  return { status, error: { ...read, type: typed ? read.type : typeOfStatus(status) } }
}
