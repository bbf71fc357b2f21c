// The caller speaks Chat Completions, the upstream Responses.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { chatChunkEncoder, type ResponseEvent, toChatCompletion, toChatError, toResponsesRequest } from '../index.ts'
import { chatSse } from '../wire/sse.ts'
import type { Direction } from './direction.ts'

const terminalTypes: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

export const upstreamResponses: Direction = {
  callerSuffix: '/chat/completions',
  upstreamSuffix: '/responses',
  resultName: 'a Responses API result',

  // Every Responses stream brings usage; the chunk encoder gives it to those who asked. Nothing is lost.
  withoutEmulated(body) {
    if (!isObject(body.stream_options) || body.stream_options.include_usage !== true) return body
    const { include_usage: _, ...streamOptions } = body.stream_options
    const { stream_options: __, ...rest } = body
    return Object.keys(streamOptions).length === 0 ? rest : { ...rest, stream_options: streamOptions }
  },
  toUpstreamRequest: toResponsesRequest,
  // A legacy answer has room for one call, and `functions` never meant more than one.
  completed: (upstreamBody, callerBody) =>
    Array.isArray(callerBody.functions) && callerBody.functions.length > 0 && !callerBody.tools
      ? { ...upstreamBody, parallel_tool_calls: false }
      : upstreamBody,

  toCallerResult: toChatCompletion,
  toCallerError: toChatError,
  // A failed response has an error too, but says so in `status` and is the converter's business.
  isErrorBody: body => hasError(body) && !Array.isArray(body.output) && typeof body.status !== 'string',

  // On the wire a chat stream ends in `[DONE]`.
  encoder(options) {
    const encoder = chatChunkEncoder(options)
    const marked = (chunks: readonly unknown[]) => (encoder.ended ? [...chunks, '[DONE]'] : chunks)
    return { push: event => marked(encoder.push(event as ResponseEvent)), finish: () => marked(encoder.finish()) }
  },
  element: (event, data) =>
    isObject(data) && data.type === undefined && event.event !== undefined ? { type: event.event, ...data } : data,
  isLast: element => element === '[DONE]',
  failure: ({ message, code, param }) => ({ type: 'error', code: code ?? 'server_error', message, param }),
  // The encoder says whatever no event has said before, and goes by the response's own status.
  elementsOf: response => [{ type: 'response.completed', response }],
  folded(elements, options) {
    const events = elements.filter(isObject)
    const terminal = events.find(event => terminalTypes.has(event.type))
    if (!isObject(terminal?.response)) return undefined
    const { output } = terminal.response
    // Some servers leave out of the terminal event what they have sent before.
    const items = events.filter(event => event.type === 'response.output_item.done').map(event => event.item)
    const whole =
      Array.isArray(output) && output.length > 0 ? terminal.response : { ...terminal.response, output: items }
    return upstreamResponses.toCallerResult(whole, options)
  },
  write: chatSse,
}

function hasError(body: JsonObject): boolean {
  return body.error !== undefined && body.error !== null
}
