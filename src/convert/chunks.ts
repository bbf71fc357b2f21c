// A stream of Responses events into a stream of chat chunks.
import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { failureFrom, failureOf } from '../atlas/failure.ts'
import { finishReasonOf } from '../atlas/outcome.ts'
import { child, isObject, type JsonObject, readObject } from '../atlas/read.ts'
import { result } from '../atlas/result.ts'
import { convertFields } from '../atlas/table.ts'
import { declaredNames } from '../atlas/tools/names.ts'
import { within } from '../errors.ts'
import { ChatWriter } from './chat-writer.ts'
import { chatIdentity, responseToCompletion } from './completion-writer.ts'
import { type EventHandlers, eventHandlers } from './event-handlers.ts'
import { doneMarker } from './events.ts'

const handlers: ReadonlyMap<unknown, EventHandlers[string]> = new Map(Object.entries(eventHandlers))

/** A synchronous encoder: events in, chunks out. */
export class ChatChunkEncoder {
  readonly #run: Conversion
  /** Takes the losses met on the way: those of the finished response are the ones reported. */
  readonly #quiet: Conversion
  readonly writer: ChatWriter
  readonly #losses: boolean
  /** Whether usage is reported, and whether every other chunk says that it has none. */
  readonly #usage: 'unasked' | 'asked' | 'no'
  #identity: ReturnType<typeof chatIdentity> | undefined
  /** The response as last announced. */
  #response: JsonObject = {}
  readonly #items: JsonObject[] = []
  readonly #positions = new Map<unknown, number>()
  #chunks: JsonObject[] = []
  #started = false
  #ended = false

  constructor(options?: ConversionOptions) {
    this.#run = new Conversion(options)
    this.#losses = options?.onLoss !== undefined || options?.strict === true
    this.#quiet = this.#run.aside()
    this.writer = new ChatWriter(
      this.#quiet,
      () => this.#who().id,
      (delta, logprobs) => this.#say(delta, logprobs),
    )
    const { request } = this.#run
    const asked = isObject(request?.stream_options) && request.stream_options.include_usage === true
    this.#usage = request === undefined ? 'unasked' : asked ? 'asked' : 'no'
  }

  push(event: JsonObject | typeof doneMarker): JsonObject[] {
    if (this.#ended || event === doneMarker) return []
    const read = readObject(event, '', 'A Responses event')
    // Some gateways send an error as chat streams do: without a type.
    const type = read.type === undefined && isObject(read.error) ? 'error' : read.type
    handlers.get(type)?.(this, read)
    return this.#take()
  }

  /** The end of the stream. Without a terminal event it was cut, and the caller gets an error chunk. */
  finish(): JsonObject[] {
    if (!this.#ended) this.fail({ message: 'The stream ended before the response was finished.', code: 'server_error' })
    return this.#take()
  }

  get ended(): boolean {
    return this.#ended
  }

  /** The response as a lifecycle event reports it. */
  announce(response: unknown): void {
    if (!isObject(response)) return
    this.#response = response
    this.#quiet.toolNames ??= declaredNames(response)
  }

  /** A new output item, at its output index. */
  place(position: number, item: unknown): void {
    if (!isObject(item)) return
    if (typeof item.id === 'string') this.#positions.set(item.id, position)
    if (item.type === 'function_call' || item.type === 'custom_tool_call') this.writer.calls.announce(position, item)
  }

  complete(position: number, item: unknown): void {
    if (!isObject(item)) return
    this.#items[position] = item
    if (typeof item.id === 'string') this.#positions.set(item.id, position)
    this.writer.item(position, item)
  }

  end(response: unknown, status: string): void {
    this.announce(response)
    const failure = status === 'failed' ? failureFrom(this.#response.error) : failureOf(this.#response)
    if (failure !== undefined) {
      this.fail(failure.error)
      return
    }
    // Neither a reason to stop nor an error: chat has no such end.
    if (this.#response.status === 'cancelled') {
      this.fail({ message: 'The response was cancelled.', code: 'server_error' })
      return
    }
    const finished = this.#finished(status)
    for (const [position, item] of (finished.output as unknown[]).entries()) {
      within(child('/output', position), () => this.#late(position, item))
    }
    if (!this.#started) this.#start({ content: '' })
    else if (!this.writer.spoke) this.#chunks.push(this.#chunk({ content: '' }, null, null))
    this.writer.cite()
    this.writer.seal()
    this.#settle(finished)
    this.#finishChunks(finished)
    this.#ended = true
  }

  /** The losses come before the last chunk: an answer the caller refuses for them is never finished. */
  #settle(response: JsonObject): void {
    if (this.#losses) this.#run.settleStream(run => responseToCompletion(response, run))
  }

  fail(error: unknown): void {
    if (this.#ended) return
    this.writer.cite()
    this.#chunks.push({ error: failureFrom(error).error })
    this.#ended = true
  }

  /** The finished response. Servers that leave the output out of the terminal event have sent its items before. */
  #finished(status: string): JsonObject {
    const { output } = this.#response
    const items = Array.isArray(output) && output.length > 0 ? output : this.#items.filter(item => item !== undefined)
    const said = this.#response.status ?? status
    // The event says that it is over; some servers copy the response from when it was not.
    const stale = said === 'in_progress' || said === 'queued'
    return { ...this.#response, status: stale ? status : said, output: items }
  }

  /** An item of the terminal event: under the index its events had, if it had any. */
  #late(position: number, item: unknown): void {
    const known = isObject(item) ? this.#positions.get(item.id) : undefined
    this.writer.item(known ?? position, item)
  }

  #finishChunks(response: JsonObject): void {
    const run = this.#run.aside()
    const { usage, moderation, metadata } = convertFields(result.toChat, response, {}, '', run)
    const chunk = this.#chunk({}, null, finishReasonOf(response, this.writer.calls.reason, run))
    if (moderation !== undefined && moderation !== null) chunk.moderation = moderation
    if (metadata !== undefined && metadata !== null) chunk.metadata = metadata
    this.#chunks.push(chunk)
    if (this.#usage === 'no' || usage === undefined || usage === null) return
    this.#chunks.push({ ...this.#chunk({}, null, null), choices: [], usage })
  }

  #say(delta: JsonObject, logprobs: JsonObject[] | undefined): void {
    if (!this.#started) this.#start(delta)
    this.#chunks.push(this.#chunk(delta, logprobs ? { content: logprobs, refusal: null } : null, null))
  }

  /** The first chunk names the role. Content is a text from the start, or null if something else comes first. */
  #start(first: JsonObject): void {
    this.#started = true
    const content = first.content === undefined ? null : ''
    this.#chunks.push(this.#chunk({ role: 'assistant', content, refusal: null }, null, null))
  }

  #chunk(delta: JsonObject, logprobs: JsonObject | null, finishReason: string | null): JsonObject {
    const { id, created, model } = this.#who()
    const chunk: JsonObject = {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices: [{ index: 0, delta, logprobs, finish_reason: finishReason }],
    }
    const tier = this.#response.service_tier
    if (tier !== undefined && tier !== null) chunk.service_tier = tier
    if (this.#usage === 'asked') chunk.usage = null
    return chunk
  }

  #who(): ReturnType<typeof chatIdentity> {
    this.#identity ??= chatIdentity(this.#response, this.#run)
    return this.#identity
  }

  #take(): JsonObject[] {
    const chunks = this.#chunks
    this.#chunks = []
    return chunks
  }
}
