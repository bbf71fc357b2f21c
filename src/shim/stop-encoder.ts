// Stop sequences in a chat stream: an encoder whose message content ends before the first of them.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { ChatFold } from '../convert/delta.ts'
import type { StreamEncoder } from './direction.ts'
import { StopCut } from './stop.ts'

const utf8 = new TextEncoder()

/** Log probabilities of tokens, held back with the text they belong to. A token may end within a character. */
class TokenQueue {
  readonly #waiting: { readonly end: number; readonly token: unknown }[] = []
  #end = 0
  #written = 0

  add(tokens: readonly unknown[]): void {
    for (const token of tokens) {
      this.#end += isObject(token) && Array.isArray(token.bytes) ? token.bytes.length : 0
      this.#waiting.push({ end: this.#end, token })
    }
  }

  /** The tokens of the text that has been written, this piece of it included. */
  take(written: string): unknown[] {
    this.#written += this.#end === 0 ? 0 : utf8.encode(written).length
    const later = this.#waiting.findIndex(({ end }) => end > this.#written)
    return this.#waiting.splice(0, later < 0 ? this.#waiting.length : later).map(({ token }) => token)
  }

  takeAll(): unknown[] {
    return this.#waiting.splice(0).map(({ token }) => token)
  }
}

/** Reads chat chunks of one choice. Only the content of the message is cut, not arguments and not reasoning. */
export class StoppedEncoder implements StreamEncoder {
  readonly #encoder: StreamEncoder
  readonly #content: StopCut
  readonly #tokens = new TokenQueue()
  /** A chunk of the stream, for what is added to it. */
  #latest: JsonObject = {}

  constructor(encoder: StreamEncoder, stops: readonly string[]) {
    this.#encoder = encoder
    this.#content = new StopCut(stops)
  }

  /** A stop sequence has come. What the upstream still has to say is of no interest, and it need not say it. */
  get cut(): boolean {
    return this.#content.stopped
  }

  push(element: unknown): unknown[] {
    return this.cut ? [] : this.#all(this.#encoder.push(element))
  }

  finish(): unknown[] {
    return this.cut ? [] : this.#all(this.#encoder.finish())
  }

  #all(elements: readonly unknown[]): unknown[] {
    const out: unknown[] = []
    for (const element of elements) {
      if (this.cut) break
      this.#one(element, out)
    }
    return out
  }

  #one(element: unknown, out: unknown[]): void {
    const choice = isObject(element) && Array.isArray(element.choices) ? element.choices[0] : undefined
    if (!isObject(element) || !isObject(choice)) {
      // Usage comes after the finish reason, an error at any time.
      out.push(...this.#rest(), element)
      return
    }
    this.#latest = element
    const { delta, logprobs } = choice
    if (isObject(logprobs) && Array.isArray(logprobs.content)) this.#tokens.add(logprobs.content)
    if (isObject(delta) && typeof delta.content === 'string' && delta.content !== '') {
      this.#text(delta, delta.content, out)
      return
    }
    if (choice.finish_reason !== null && choice.finish_reason !== undefined) out.push(...this.#rest())
    out.push(element)
  }

  #text(delta: JsonObject, text: string, out: unknown[]): void {
    const content = this.#content.push(text)
    const tokens = this.#tokens.take(content)
    const saysMore = Object.keys(delta).length > 1
    if (content !== '' || tokens.length > 0 || saysMore) out.push(this.#chunk({ ...delta, content }, tokens))
    if (this.cut) out.push(...this.#cited(), this.#chunk({}, [], 'stop'), '[DONE]')
  }

  /** Citations of the text so far, which wait for its end. Whatever else giving up says is not for the caller. */
  #cited(): unknown[] {
    return this.#encoder.finish().filter(element => {
      const choice = isObject(element) && Array.isArray(element.choices) ? element.choices[0] : undefined
      return isObject(choice) && isObject(choice.delta) && choice.delta.annotations !== undefined
    })
  }

  /** What was held back, when no stop sequence can come any more. */
  #rest(): unknown[] {
    const content = this.#content.finish()
    const tokens = this.#tokens.takeAll()
    return content === '' && tokens.length === 0 ? [] : [this.#chunk({ content }, tokens)]
  }

  #chunk(delta: JsonObject, tokens: unknown[], finishReason: string | null = null): JsonObject {
    const logprobs = tokens.length > 0 ? { content: tokens, refusal: null } : null
    return { ...this.#latest, choices: [{ index: 0, delta, logprobs, finish_reason: finishReason }] }
  }
}

/**
 * A finished completion, cut like the stream `chunks` that says the same: what came after the stop sequence, calls
 * included, was never said.
 */
export function stoppedCompletion(
  completion: JsonObject,
  chunks: StreamEncoder,
  stops: readonly string[],
  elements: readonly unknown[],
): JsonObject {
  const [choice] = completion.choices as JsonObject[]
  if (choice === undefined || !holdsStop(choice.message as JsonObject, stops)) return completion
  const encoder = new StoppedEncoder(chunks, stops)
  const fold = new ChatFold()
  for (const element of elements) {
    for (const chunk of encoder.push(element)) if (isObject(chunk)) fold.add(chunk)
  }
  const [said] = fold.completion.choices as JsonObject[]
  if (!encoder.cut || said === undefined) return completion
  const message = { role: 'assistant', content: null, refusal: null, annotations: [], ...(said.message as JsonObject) }
  return { ...completion, choices: [{ ...choice, message, logprobs: said.logprobs, finish_reason: 'stop' }] }
}

function holdsStop({ content }: JsonObject, stops: readonly string[]): boolean {
  const cut = new StopCut(stops)
  if (typeof content === 'string') cut.push(content)
  return cut.stopped
}
