// Writes a response from a chat answer, as a stream of events or as the finished object. Both come from this one
// writer, so they cannot differ.
import type { Conversion } from '../atlas/conversion.ts'
import { echoList } from '../atlas/echoes.ts'
import { failureCode, readErrorBody, statusOfFailure } from '../atlas/errors.ts'
import { otherAnswerId } from '../atlas/identity.ts'
import { type Outcome, outcomeOf, reportFinishReason } from '../atlas/outcome.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'
import { result } from '../atlas/result.ts'
import { convertFields } from '../atlas/table.ts'
import { declaredNames } from '../atlas/tools/names.ts'
import { ChatReader } from './chat-reader.ts'
import { makeId, readClock } from './identity.ts'
import { OutputWriter } from './output-writer.ts'

/** Receives a finished event. */
export type EventSink = (event: JsonObject) => void

export class ResponseWriter {
  readonly #run: Conversion
  readonly #sink: EventSink | undefined
  readonly #output: OutputWriter
  readonly reader: ChatReader
  #id = ''
  #createdAt = 0
  #sequence = 0

  constructor(run: Conversion, sink?: EventSink) {
    this.#run = run
    this.#sink = sink
    run.toolNames = declaredNames(run.request)
    const id = run.options.id ?? makeId
    this.#output = new OutputWriter(run, id, sink && ((type, fields) => this.#emit(type, fields)))
    this.reader = new ChatReader(this.#output, run, () => this.#id)
  }

  /** Fixes the identity of the answer and, in a stream, announces it. `completion` may be the first chunk. */
  open(completion: JsonObject): void {
    const { id, created } = completion
    this.#id = typeof id === 'string' && id !== '' ? otherAnswerId(id) : (this.#run.options.id ?? makeId)('resp_')
    this.#createdAt = typeof created === 'number' ? created : (this.#run.options.now ?? readClock)()
    if (this.#sink === undefined) return
    const response = this.#envelope(completion, this.#run.aside(), 'in_progress')
    this.#emit('response.created', { response })
    this.#emit('response.in_progress', { response })
  }

  /** The finished response; in a stream its terminal event. */
  finish(completion: JsonObject, finishReason: unknown, at: string): JsonObject {
    const outcome = outcomeOf(finishReason, at, this.#run)
    reportFinishReason(finishReason, this.#output.calls.length > 0, at, this.#run)
    if (outcome.status === 'failed') return this.fail(completion, { message: 'The model stopped with an error.' })
    if (this.#output.calls.some(call => call.name === '')) {
      return this.fail(completion, { message: 'The model made a call without a name.' })
    }
    this.#output.close(outcome.status === 'incomplete' ? 'last' : 'no')
    return this.#end(this.#finished(completion, outcome))
  }

  /** The response of an answer that failed. `error` is in any of the forms upstreams write. */
  fail(completion: JsonObject, error: unknown): JsonObject {
    this.#output.close('open')
    const read = readErrorBody(500, isObject(error) ? { error } : error)
    const response = this.#finished(completion, { status: 'failed' })
    response.error = { code: failureCode(statusOfFailure({ ...read, type: null })), message: read.message }
    return this.#end(response)
  }

  #emit(type: string, fields: JsonObject): void {
    this.#sink?.({ type, sequence_number: this.#sequence++, ...fields })
  }

  #end(response: JsonObject): JsonObject {
    this.#emit(`response.${response.status}`, { response })
    return response
  }

  #finished(completion: JsonObject, outcome: Outcome): JsonObject {
    const response = this.#envelope(completion, this.#run, outcome.status)
    response.output = this.#output.items
    if (outcome.reason !== undefined) response.incomplete_details = { reason: outcome.reason }
    return response
  }

  #envelope(completion: JsonObject, run: Conversion, status: string): JsonObject {
    const converted = convertFields(result.toResponses, completion, {}, '', run)
    const { service_tier, moderation, metadata, model, usage } = converted
    const response: JsonObject = {
      id: this.#id,
      object: 'response',
      created_at: this.#createdAt,
      status,
      error: null,
      incomplete_details: null,
      model: model ?? run.request?.model ?? '',
      output: [],
    }
    for (const [name, echo] of echoList) {
      const said = run.request?.[name]
      if (said !== undefined && said !== null) response[name] = said
      else if (echo.always) response[name] = echo.byDefault
    }
    response.metadata = metadata ?? run.request?.metadata ?? {}
    if (service_tier !== undefined) response.service_tier = service_tier
    if (moderation !== undefined) response.moderation = moderation
    response.usage = status === 'in_progress' ? null : (usage ?? null)
    return response
  }
}
