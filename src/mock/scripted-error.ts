// The errors a script asks for, in the wording of the API where the script leaves something out.
import type { ScriptedError } from './answer.ts'
import { ApiProblem, errorBody } from './problem.ts'

interface Usual {
  message: string
  type: string
  code: string | null
}

const usual: Record<number, Usual> = {
  401: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
  403: { message: 'You are not allowed to do this.', type: 'invalid_request_error', code: null },
  404: { message: 'Not found.', type: 'invalid_request_error', code: null },
  429: { message: 'Rate limit reached.', type: 'requests', code: 'rate_limit_exceeded' },
  503: {
    message: 'The engine is currently overloaded, please try again later.',
    type: 'service_unavailable_error',
    code: null,
  },
}

const serverError: Usual = {
  message: 'The server had an error while processing your request. Sorry about that!',
  type: 'server_error',
  code: 'server_error',
}

function usualFor(status: number): Usual {
  if (status >= 500) return usual[status] ?? serverError
  return usual[status] ?? { message: 'The request is invalid.', type: 'invalid_request_error', code: null }
}

/** The body of an error, and its status, 500 unless said otherwise. */
export function scriptedProblem(error: ScriptedError): ApiProblem {
  const status = error.status ?? 500
  const otherwise = usualFor(status)
  const { message = otherwise.message, type = otherwise.type, code = otherwise.code, param = null } = error
  return new ApiProblem(status, error.body ?? errorBody(message, { type, param, code }), error.headers)
}

/** What a failed Response says, and the `error` event before it. */
export function lateFailure(error: ScriptedError) {
  const otherwise = usualFor(error.status ?? 500)
  const { message = otherwise.message, type = otherwise.type, code = otherwise.code, param = null } = error
  return { response: { code: code ?? 'server_error', message }, event: { error: { type, code, message, param } } }
}
