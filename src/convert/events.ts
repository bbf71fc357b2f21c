// A stream of chat chunks into a stream of Responses events.
import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { isObject, type JsonObject, readObject } from '../atlas/read.ts'
import { InvalidInputError } from '../errors.ts'
import { ChatFold } from './delta.ts'
import { ResponseWriter } from './response-writer.ts'
import { completionToResponse } from './result.ts'

export const doneMarker = '[DONE]'

/** The first choice; others are a loss. */
function choiceOf(chunk: JsonObject): JsonObject | undefined {
  if (!Array.isArray(chunk.choices)) return undefined
  return chunk.choices.find(choice => isObject(choice) && (choice.index ?? 0) === 0) as JsonObject | undefined
}

/** A synchronous encoder: chunks (and the literal `'[DONE]'`) in, events out. */
export class ResponseEventEncoder {
  readonly #run: Conversion
  readonly #writer: ResponseWriter
  readonly #fold: ChatFold | undefined
  /** Everything about the answer but its choices; the last word on each key wins. */
  readonly #envelope: JsonObject = {}
  #events: JsonObject[] = []
  #state: 'waiting' | 'open' | 'ended' = 'waiting'
  #finishReason: unknown
  #marked = false

  constructor(options?: ConversionOptions) {
    this.#run = new Conversion(options)
    this.#writer = new ResponseWriter(this.#run.aside(), event => this.#events.push(event))
    if (options?.onLoss || options?.strict) this.#fold = new ChatFold()
  }

  get ended(): boolean {
    return this.#state === 'ended'
  }

  push(chunk: JsonObject | typeof doneMarker): JsonObject[] {
    if (this.#state === 'ended') return []
    if (chunk === doneMarker) this.#mark()
    else this.#add(readObject(chunk, '', 'A chat chunk'))
    return this.#take()
  }

  /** The end of the stream. Without a finish reason and without `[DONE]` it was cut, and the response failed. */
  finish(): JsonObject[] {
    if (this.#state === 'ended') return []
    this.#begin(this.#envelope)
    if (this.#marked || this.#finishReason !== undefined) this.#end()
    else this.#fail({ message: 'The stream ended before the answer was finished.' })
    return this.#take()
  }

  #add(chunk: JsonObject): void {
    this.#fold?.add(chunk)
    for (const key in chunk)
      if (chunk[key] !== null && key !== 'choices' && key !== 'object') this.#keep(key, chunk[key])
    const choice = choiceOf(chunk)
    // Azure's first chunk reports on the prompt and opens nothing: it has no id and no choice.
    if (this.#state === 'waiting' && choice === undefined && !chunk.id && !chunk.error) return
    this.#begin(this.#envelope)
    if (chunk.error !== undefined && chunk.error !== null) {
      this.#fail(chunk.error)
      return
    }
    if (choice !== undefined) this.#choice(choice)
    if (this.#marked && chunk.usage) this.#end()
  }

  #keep(key: string, value: unknown): void {
    if (key === '__proto__' || ((key === 'id' || key === 'created') && this.#envelope[key])) return
    this.#envelope[key] = value
  }

  #choice(choice: JsonObject): void {
    const said = choice.delta ?? choice.message
    if (isObject(said)) this.#writer.reader.read(said, choice.logprobs, '/choices/0/message', '/choices/0/logprobs')
    else if (said !== undefined && said !== null) {
      throw new InvalidInputError('/choices/0/delta', 'The delta of a chunk must be an object.')
    }
    if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '')
      this.#finishReason = choice.finish_reason
  }

  #begin(completion: JsonObject): void {
    if (this.#state !== 'waiting') return
    this.#state = 'open'
    this.#writer.open(completion)
  }

  /** `[DONE]`: the answer is finished, but usage may still come from servers that send it last. */
  #mark(): void {
    this.#marked = true
    if (this.#envelope.usage) {
      this.#begin(this.#envelope)
      this.#end()
    }
  }

  #end(): void {
    this.#state = 'ended'
    this.#writer.finish(this.#envelope, this.#finishReason, '/choices/0/finish_reason')
    this.#settle()
  }

  #fail(error: unknown): void {
    this.#state = 'ended'
    this.#writer.fail(this.#envelope, error)
    this.#settle()
  }

  /** The losses of a stream are those of the object it amounts to. */
  #settle(): void {
    if (this.#fold === undefined) return
    completionToResponse(this.#fold.completion, this.#run)
    this.#run.settle()
  }

  #take(): JsonObject[] {
    const events = this.#events
    this.#events = []
    return events
  }
}
