// A request that does not go upstream: the 400 that the caller's API itself would have answered.
import { InvalidInputError, UnmappableError } from '../index.ts'
import { RefusedRequestError } from './body.ts'
import { errorText } from './response.ts'

/** The answer to a request that cannot be carried; an error that does not say so is none of the caller's doing. */
export function refusal(error: unknown): Response {
  if (error instanceof InvalidInputError || error instanceof UnmappableError) {
    return badRequest(error.message, parameterOf(error.path), error.code)
  }
  if (error instanceof RefusedRequestError) return badRequest(error.message, error.param, error.code)
  throw error
}

function badRequest(message: string, param: string | null, code: string): Response {
  return new Response(errorText({ message, type: 'invalid_request_error', param, code }), {
    status: 400,
    headers: { 'content-type': 'application/json' },
  })
}

/** `/messages/2/content` as the APIs write it: `messages[2].content`. */
export function parameterOf(pointer: string): string | null {
  if (pointer === '') return null
  let name = ''
  for (const escaped of pointer.slice(1).split('/')) {
    const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    name += /^\d+$/.test(key) ? `[${key}]` : `${name === '' ? '' : '.'}${key}`
  }
  return name
}
