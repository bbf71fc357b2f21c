// The caller speaks Responses, the upstream Chat Completions.
import { extended } from '../atlas/extended.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'
import { toChatRequest, toResponsesError } from '../index.ts'
import { responsesSse } from '../wire/sse.ts'
import type { Direction } from './direction.ts'
import { nothingToEmulate } from './emulation.ts'
import { toWholeResponse, wholeEventEncoder } from './whole-response.ts'

const lastTypes: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

export const upstreamChat: Direction = {
  callerSuffix: '/responses',
  upstreamSuffix: '/chat/completions',
  resultName: 'a chat completion',

  name: 'responses to chat',

  emulates: [],
  emulation: () => nothingToEmulate,
  // It is carried for callers who ask to have it sealed, and costs nothing where nobody does.
  carriesReasoning: () => true,
  toUpstreamRequest: toChatRequest,
  // The terminal event carries usage, and chat sends it only to those who ask.
  completed(upstreamBody) {
    if (upstreamBody.stream !== true) return upstreamBody
    const streamOptions = isObject(upstreamBody.stream_options) ? upstreamBody.stream_options : {}
    return extended(upstreamBody, { stream_options: { ...streamOptions, include_usage: true } })
  },

  toCallerResult: toWholeResponse,
  toCallerError: toResponsesError,
  isErrorBody: body =>
    body.error !== undefined && body.error !== null && !(Array.isArray(body.choices) && body.choices.length > 0),

  encoder: wholeEventEncoder,
  element: (event, data) =>
    event.event === 'error' && isObject(data) && data.error === undefined ? { error: data } : data,
  isLast: element => isObject(element) && lastTypes.has(element.type),
  isFailure: element => isObject(element) && element.type === 'response.failed',
  usageIn: chunk => (isObject(chunk) ? chunk.usage : undefined) ?? undefined,
  failure: error => ({ error: { ...error, type: error.type ?? 'server_error' } }),
  elementsOf: completion => [asChunk(completion), '[DONE]'],
  folded(elements, options) {
    const encoder = upstreamChat.encoder(options)
    const events = [...elements.flatMap(element => encoder.push(element)), ...encoder.finish()]
    const last = events.at(-1)
    return isObject(last) && isObject(last.response) ? last.response : undefined
  },
  writer: () => event => responsesSse(event as { type: string } | '[DONE]'),
}

/** A chat message is the sum of its deltas, so a whole message is a stream of one delta. */
function asChunk(completion: JsonObject): JsonObject {
  const choices = Array.isArray(completion.choices) ? completion.choices : []
  return { ...completion, object: 'chat.completion.chunk', choices: choices.map(asDelta) }
}

function asDelta(choice: unknown): unknown {
  if (!isObject(choice)) return choice
  const { message, ...rest } = choice
  if (!isObject(message)) return { ...rest, delta: {} }
  const calls = message.tool_calls
  if (!Array.isArray(calls)) return { ...rest, delta: message }
  const tool_calls = calls.map((call: unknown, index) => (isObject(call) ? { index, ...call } : call))
  return { ...rest, delta: { ...message, tool_calls } }
}
