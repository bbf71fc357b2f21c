// Errors: the same envelope on both sides, but other statuses, codes and parameter names. Upstreams that are neither
// API write other envelopes; they are read too.
import { type ApiErrorObject, InvalidInputError } from '../errors.ts'
import { parameters } from './parameters.ts'
import { itemOfMessages, messageOfItems } from './positions.ts'
import { isObject, type JsonObject } from './read.ts'
import type { Row } from './row.ts'

export type Api = 'chat' | 'responses'

/** The `type` of an error, by its HTTP status. */
export function typeOfStatus(status: number): string {
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
/** Codes may be numbers: OpenRouter writes the HTTP status there. */
const code = (value: unknown) => (typeof value === 'number' ? String(value) : text(value))

/** Reads `{ error: {…} }`, `{ error: '…' }`, `{ message }`, `{ detail }`, a list of any of these, or bare text. */
export function readErrorBody(status: number, body: unknown): ApiErrorObject {
  const outer = Array.isArray(body) ? body[0] : body
  const inner = isObject(outer) ? (outer.error ?? outer) : outer
  const error: JsonObject = isObject(inner) ? inner : { message: inner }
  const message = text(error.message) ?? text(error.detail) ?? text(error.error)
  return {
    message: message ?? `The server answered with status ${status} and no message.`,
    type: text(error.type) ?? typeOfStatus(status),
    param: text(error.param),
    code: code(error.code),
  }
}

/** Where a chat parameter is in Responses. */
function placeOf(name: string, row: Row): string | undefined {
  if (name === 'messages') return 'input'
  if (row.kind === 'same') return name
  if (row.kind === 'renamed') return row.to
  if (row.kind === 'inside') return `${row.to}.${row.key}`
  return row.kind === 'mapped' ? row.to[0] : undefined
}

const toResponsesName = new Map<string, string>()
const toChatName = new Map<string, string>()
toChatName.set('instructions', 'messages[0]')
for (const [name, row] of Object.entries(parameters.table.chat)) {
  const place = placeOf(name, row)
  if (place === undefined) continue
  toResponsesName.set(name, place)
  if (!toChatName.has(place)) toChatName.set(place, name)
}

/** Members that chat nests and Responses keeps flat: `tools[0].function.name`, `response_format.json_schema.name`. */
const nesting = [
  { chat: /^(tools\[\d+\])\.(?:function|custom)(?=\.|$)/, responses: /^(tools\[\d+\])(?=\.)/, member: 'function' },
  {
    chat: /^(tool_choice)\.(?:function|custom|allowed_tools)(?=\.|$)/,
    responses: /^(tool_choice)(?=\.)/,
    member: 'function',
  },
  { chat: /^(text\.format)\.json_schema(?=\.|$)/, responses: /^(response_format)(?=\.)/, member: 'json_schema' },
] as const

/** Replaces the parameter a path begins with, the longest known one first. */
function rename(param: string, names: ReadonlyMap<string, string>): string {
  const [head = ''] = /^[^.[]*(\.[^.[]*)?/.exec(param) ?? []
  for (const candidate of [head, head.split('.')[0] ?? '']) {
    const renamed = names.get(candidate)
    if (renamed !== undefined) return renamed + param.slice(candidate.length)
  }
  return param
}

/** `messages[2].content` to `input[2].content`, `response_format` to `text.format`, and so on. */
export function paramToResponses(param: string): string {
  return nesting.reduce((path, { chat }) => path.replace(chat, '$1'), rename(param, toResponsesName))
}

/** `input[2].content` to `messages[2].content`, `max_output_tokens` to `max_completion_tokens`, and so on. */
export function paramToChat(param: string): string {
  return nesting.reduce(
    (path, { responses, member }) => path.replace(responses, `$1.${member}`),
    rename(param, toChatName),
  )
}

/** An unknown model is a 404 without a parameter in chat, a 400 that names `model` in Responses. */
const unknownModel = {
  code: 'model_not_found',
  chat: { status: 404, param: null },
  responses: { status: 400, param: 'model' },
}

/** A request that cannot be read tells nothing about its parts; the error is the same without. */
function originsIn(to: Api, request: JsonObject): (number | undefined)[] {
  try {
    return to === 'chat' ? messageOfItems(request) : itemOfMessages(request)
  } catch (error) {
    if (error instanceof InvalidInputError) return []
    throw error
  }
}

/** An error about one item is an error about the message it was made from, and the reverse. */
function reposition(to: Api, param: string, request: JsonObject): string {
  const [, list, position, rest = ''] = /^(messages|input)\[(\d+)\](.*)$/.exec(param) ?? []
  if (list === undefined) return param
  const origins = originsIn(to, request)
  const index = Number(position)
  if (index >= origins.length) return param
  const origin = origins[index]
  return origin === undefined ? 'instructions' : `${list}[${origin}]${rest}`
}

/** An HTTP error of one API as the other would have answered it to `request`. */
export function convertError(
  to: Api,
  status: number,
  body: unknown,
  request?: JsonObject,
): { status: number; body: { error: ApiErrorObject } } {
  const error = readErrorBody(status, body)
  if (error.code === unknownModel.code && (status === 404 || status === 400)) {
    const { status: its, param } = unknownModel[to]
    return { status: its, body: { error: { ...error, param } } }
  }
  if (error.param !== null) {
    const renamed = to === 'chat' ? paramToChat(error.param) : paramToResponses(error.param)
    error.param = request === undefined ? renamed : reposition(to, renamed, request)
  }
  return { status, body: { error } }
}

/** The code of a failed response's `error`, by the HTTP status the failure would have had. */
export function failureCode(status: number): string {
  if (status === 429) return 'rate_limit_exceeded'
  return status >= 400 && status < 500 ? 'invalid_prompt' : 'server_error'
}

const statusByCode: Readonly<Record<string, number>> = {
  rate_limit_exceeded: 429,
  insufficient_quota: 429,
  server_error: 500,
  vector_store_timeout: 504,
}

/** The HTTP status an error inside an answer or a stream would have had. */
export function statusOfFailure(error: ApiErrorObject): number {
  const numeric = Number(error.code)
  if (Number.isInteger(numeric) && numeric >= 400 && numeric < 600) return numeric
  const known = error.code === null ? undefined : statusByCode[error.code]
  if (known !== undefined) return known
  return error.type === 'invalid_request_error' || error.code !== null ? 400 : 500
}
