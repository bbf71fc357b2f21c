// A request the mock turns down, with the status and body the real API would answer.

interface Wording {
  type?: string
  param?: string | null
  code?: string | null
}

export class ApiProblem extends Error {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super('The mock turned the request down')
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** The error envelope of both APIs: all four keys are always there. */
export function errorBody(message: string, { type = 'invalid_request_error', param = null, code = null }: Wording) {
  return { error: { message, type, param, code } }
}

export function problem(status: number, message: string, wording: Wording = {}): ApiProblem {
  return new ApiProblem(status, errorBody(message, wording))
}

export function invalid(message: string, param: string | null = null, code: string | null = null): ApiProblem {
  return problem(400, message, { param, code })
}

export function missing(path: string): ApiProblem {
  return invalid(`Missing required parameter: '${path}'.`, path, 'missing_required_parameter')
}

export function unknown(path: string): ApiProblem {
  return invalid(`Unknown parameter: '${path}'.`, path, 'unknown_parameter')
}

/** `'a', 'b', and 'c'`, as the API lists the values it supports. */
export function listed(values: readonly string[]): string {
  const quoted = values.map(value => `'${value}'`)
  if (quoted.length < 3) return quoted.join(' and ')
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`
}

export function unsupportedValue(value: unknown, supported: readonly string[], param: string): ApiProblem {
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  return invalid(`Invalid value: '${shown}'. Supported values are: ${listed(supported)}.`, param, 'invalid_value')
}
