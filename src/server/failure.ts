// Whatever went wrong with a call, as the caller's API would have said it: never a stack, never a URL, never a key.
import { InvalidInputError, UnmappableError } from '../index.ts'
import { RefusedRequestError } from '../shim/body.ts'
import type { CallOutcome } from '../shim/log.ts'
import { parameterOf } from '../shim/refusal.ts'
import { isTimeout } from '../shim/timeout.ts'
import { RefusedCall } from './contract.ts'
import type { Outgoing } from './front.ts'

/** The transport could not bring the call to the upstream. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  /** What the system called it: `ECONNREFUSED` and its like. */
  readonly reason: string | undefined

  constructor(cause: unknown) {
    super('The upstream could not be reached.', { cause })
    this.reason = reasonOf(cause)
  }
}

function reasonOf(cause: unknown): string | undefined {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const { code } = error as { code?: unknown }
    if (typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code)) return code
  }
  return undefined
}

export interface Failure {
  readonly outgoing: Outgoing
  readonly code: string
  readonly outcome: CallOutcome
  /** None of the known ways to fail: the bridge itself is at fault. */
  readonly unexpected: boolean
}

export function failureOf(error: unknown): Failure {
  const { status, code, message, param = null, headers = {} } = factsOf(error)
  const type = status < 500 ? 'invalid_request_error' : 'server_error'
  return {
    outgoing: {
      status,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ error: { message, type, param, code } }),
    },
    code,
    outcome: status < 500 ? 'refused' : 'unreachable',
    unexpected: status === 500,
  }
}

interface Facts {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly param?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

function factsOf(error: unknown): Facts {
  if (error instanceof RefusedCall) return error
  if (error instanceof UnmappableError) {
    const { message, path } = error
    return { status: 400, code: 'unsupported_parameter', message, param: parameterOf(path) }
  }
  if (error instanceof InvalidInputError) {
    return { status: 400, code: error.code, message: error.message, param: parameterOf(error.path) }
  }
  if (error instanceof RefusedRequestError) {
    return { status: 400, code: error.code, message: error.message, param: error.param }
  }
  if (isTimeout(error)) return { status: 504, code: 'upstream_timeout', message: error.message }
  if (error instanceof UnreachableError) {
    const reason = error.reason === undefined ? '' : ` (${error.reason})`
    return { status: 502, code: 'upstream_unreachable', message: `The upstream could not be reached${reason}.` }
  }
  return { status: 500, code: 'bridge_error', message: 'The bridge could not handle this call; its log says more.' }
}
