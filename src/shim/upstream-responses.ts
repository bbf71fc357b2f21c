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
  element: (event, data) =>
    isObject(data) && data.type === undefined && event.event !== undefined ? { type: event.event, ...data } : data,
  isLast: element => element === '[DONE]',
  isFailure: element => isObject(element) && element.error !== undefined,
  usageIn: event => (isObject(event) && isObject(event.response) ? event.response.usage : undefined) ?? undefined,
  failure: ({ message, code, param }) => ({ type: 'error', code: code ?? 'server_error', message, param }),
  // The encoder says whatever no event has said before, and goes by the response's own status.
  elementsOf: response => [
    { type: unfinished.has(response.status) ? 'response.created' : 'response.completed', response },
  ],
  folded(elements, options) {
    const items: unknown[] = []
    let spoke = false
    for (const element of elements) {
      if (element === '[DONE]') continue
      const event = readObject(element, '', 'A Responses event')
      // Whatever comes after an error, there is no answer: the converter throws it as the API would have answered it.
      if (event.type === 'error') {
        return upstreamResponses.toCallerResult({ status: 'failed', error: event.error ?? event }, options)
      }
      if (event.type === 'response.output_item.done') items.push(event.item)
      if (String(event.type).endsWith('.delta')) spoke = true
      if (!terminalTypes.has(event.type)) continue
      if (!isObject(event.response)) return undefined
      const { output } = event.response
      if (Array.isArray(output) && output.length > 0) return upstreamResponses.toCallerResult(event.response, options)
      // Some servers leave out of the terminal event what they have sent before. An answer of nothing is not made of
      // one that said something.
      if (spoke && items.length === 0 && event.type !== 'response.failed') return undefined
      return upstreamResponses.toCallerResult({ ...event.response, output: items }, options)
    }
    return undefined
  },
  writer: chatSseWriter,
}

function hasError(body: JsonObject): boolean {
  return body.error !== undefined && body.error !== null
}
