// The caller speaks Chat Completions, the upstream Responses.
import { isObject, type JsonObject, readObject } from '../atlas/read.ts'
import { chatChunkEncoder, type ResponseEvent, toChatCompletion, toChatError, toResponsesRequest } from '../index.ts'
import { chatSseWriter } from '../wire/chat-sse-writer.ts'
import type { Direction } from './direction.ts'
import { emulationOf } from './emulation.ts'
import { carriesReasoning } from './reasoning.ts'

const terminalTypes: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])
/** A background response comes at once, and without an answer: as a stream, that is one cut short. */
const unfinished: ReadonlySet<unknown> = new Set(['queued', 'in_progress'])

export const upstreamResponses: Direction = {
  callerSuffix: '/chat/completions',
  upstreamSuffix: '/responses',
  resultName: 'a Responses API result',

  name: 'chat to responses',

  // Every Responses stream brings usage; the chunk encoder gives it to those who asked.
  emulates: ['/n', '/stop', '/stream_options/include_usage'],
  emulation: emulationOf,
  carriesReasoning,
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
  element(event, data) {
    if (!isObject(data) || data.type === 'error') return data
    // An error's own type says what kind of error it is, not what kind of event.
    const isError = event.event === 'error' || (data.type === undefined && hasError(data))
    if (isError) return { type: 'error', error: data.error ?? data }
    return data.type === undefined && event.event !== undefined ? { type: event.event, ...data } : data
  },
  isLast: element => element === '[DONE]',
  isFailure: element => isObject(element) && element.error !== undefined,
  usageIn: event => (isObject(event) && isObject(event.response) ? event.response.usage : undefined) ?? undefined,
  failure: ({ message, code, param }) => ({ type: 'error', code: code ?? 'server_error', message, param }),
  // The encoder says whatever no event has said before, and goes by the response's own status.
  elementsOf: response => [
    { type: unfinished.has(response.status) ? 'response.created' : 'response.completed', response },
  ],
  folded(elements, options) {
    const response = foldedResponse(elements)
    return response && upstreamResponses.toCallerResult(response, options)
  },
  writer: chatSseWriter,
}

/** The response a stream amounts to; undefined where it was cut short. */
function foldedResponse(elements: readonly unknown[]): JsonObject | undefined {
  const items: unknown[] = []
  let spoke = false
  for (const element of elements) {
    if (element === '[DONE]') continue
    const event = readObject(element, '', 'A Responses event')
    const type = String(event.type)
    // Whatever comes after an error, there is no answer: the converter throws it as the API would have answered it.
    if (type === 'error') return { status: 'failed', error: event.error ?? event }
    if (type === 'response.output_item.done') items.push(event.item)
    if (type.endsWith('.delta')) spoke = true
    if (!terminalTypes.has(type)) continue
    if (!isObject(event.response)) return undefined
    const response = endedResponse(event.response, type.slice('response.'.length))
    const { output, status } = response
    if (Array.isArray(output) && output.length > 0) return response
    // Some servers leave out of the terminal event what they have sent before. An answer of nothing is not made of one
    // that said something.
    return spoke && items.length === 0 && status !== 'failed' ? undefined : { ...response, output: items }
  }
  return undefined
}

/** The response of a terminal event, which says that it is over even where the response is a copy from before. */
function endedResponse(response: JsonObject, ended: string): JsonObject {
  const { status = ended } = response
  if (status !== 'cancelled') return { ...response, status: unfinished.has(status) ? ended : status }
  return { ...response, status: 'failed', error: { message: 'The response was cancelled.', code: 'server_error' } }
}

function hasError(body: JsonObject): boolean {
  return body.error !== undefined && body.error !== null
}
