// A stream of chat chunks into a stream of Responses events.
import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { child, isObject, type JsonObject, readObject, readOptionalArray } from '../atlas/read.ts'
import { ChatFold } from './delta.ts'
import { ResponseWriter } from './response-writer.ts'
import { completionToResponse } from './result.ts'

export const doneMarker = '[DONE]'

/** Where the first choice is among those of a chunk; others are a loss. */
function firstChoice(choices: readonly unknown[]): number {
  return choices.findIndex(choice => isObject(choice) && (choice.index ?? 0) === 0)
}

/** What a malformed stream can be trusted to say: whose answer it was. */
function identityOf({ id, created, model }: JsonObject): JsonObject {
  return {
    id: typeof id === 'string' ? id : undefined,
    created: typeof created === 'number' ? created : undefined,
    model: typeof model === 'string' ? model : undefined,
  }
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
  /** Something was malformed or not wanted, and the caller got the error: the answer can only fail from here. */
  #refused = false

  constructor(options?: ConversionOptions) {
    // The losses are found by converting the sum of the stream once more, which makes no ids anyone will see.
    this.#run = new Conversion({ ...options, id: prefix => prefix, now: () => 0 })
    this.#writer = new ResponseWriter(new Conversion(options), event => this.#events.push(event))
    if (options?.onLoss || options?.strict) this.#fold = new ChatFold()
  }

  get ended(): boolean {
    return this.#state === 'ended'
  }

  push(chunk: JsonObject | typeof doneMarker): JsonObject[] {
    if (this.#state === 'ended') return []
    return this.#attempt(() => {
      if (chunk === doneMarker) this.#mark()
      else this.#add(readObject(chunk, '', 'A chat chunk'))
    })
  }

  /**
   * The end of the stream. Without a finish reason and without `[DONE]` it was cut, and the response failed; so it did
   * if `push` threw.
   */
  finish(): JsonObject[] {
    return this.#attempt(() => {
      if (this.#state === 'ended') return
      this.#begin()
      if (this.#refused || this.#marked || this.#finishReason !== undefined) this.#end()
      else this.#fail({ message: 'The stream ended before the answer was finished.' })
    })
  }

  #attempt(step: () => void): JsonObject[] {
    try {
      step()
    } catch (error) {
      this.#refused = true
      throw error
    }
    const events = this.#events
    this.#events = []
    return events
  }

  #add(chunk: JsonObject): void {
    this.#fold?.add(chunk)
    for (const key in chunk)
      if (chunk[key] !== null && key !== 'choices' && key !== 'object') this.#keep(key, chunk[key])
    const choices = readOptionalArray(chunk.choices, '/choices', 'choices')
    const position = firstChoice(choices)
    // Azure's first chunk reports on the prompt and opens nothing: it has no id and no choice.
    if (this.#state === 'waiting' && position < 0 && !chunk.id && !chunk.error) return
    this.#begin()
    if (chunk.error !== undefined && chunk.error !== null) {
      this.#fail(chunk.error)
      return
    }
    if (position >= 0) this.#choice(choices[position] as JsonObject, child('/choices', position))
    if (this.#marked && chunk.usage) this.#end()
  }

  #keep(key: string, value: unknown): void {
    if (key === '__proto__' || ((key === 'id' || key === 'created') && this.#envelope[key])) return
    this.#envelope[key] = value
  }

  #choice(choice: JsonObject, at: string): void {
    const said = choice.delta ?? choice.message ?? undefined
    const saidAt = child(at, said === choice.message ? 'message' : 'delta')
    if (said !== undefined) {
      const delta = readObject(said, saidAt, 'The delta of a chunk')
      this.#writer.reader.read(delta, choice.logprobs, saidAt, child(at, 'logprobs'))
    }
    if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '')
      this.#finishReason = choice.finish_reason
  }

  #begin(): void {
    if (this.#state !== 'waiting') return
    this.#writer.open(this.#sound)
    this.#state = 'open'
  }

  get #sound(): JsonObject {
    return this.#refused ? identityOf(this.#envelope) : this.#envelope
  }

  /** `[DONE]`: the answer is finished, but usage may still come from servers that send it last. */
  #mark(): void {
    this.#marked = true
    if (this.#envelope.usage) {
      this.#begin()
      this.#end()
    }
  }

  /** The losses come first: an answer the caller refuses for them is never completed. */
  #end(): void {
    if (this.#refused) {
      this.#fail({ message: 'The stream could not be converted.' })
      return
    }
    this.#settle()
    this.#writer.finish(this.#envelope, this.#finishReason, '/choices/0/finish_reason')
    this.#state = 'ended'
  }

  #fail(error: unknown): void {
    this.#writer.fail(this.#sound, error)
    this.#state = 'ended'
    if (!this.#refused) this.#settle(isObject(error) ? error : {})
  }

  /** The losses of a stream are those of the object it amounts to. */
  #settle(error?: JsonObject): void {
    if (this.#fold === undefined) return
    const { completion } = this.#fold
    const sum = error === undefined ? completion : { ...completion, error }
    this.#run.settleStream(run => completionToResponse(sum, run))
  }
}
