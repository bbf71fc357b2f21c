// Writes a chat message from what a response says, piece by piece. A whole item is whatever of it has not been said
// yet, so that a finished object is a stream in which nothing has been said before.
import type { Conversion } from '../atlas/conversion.ts'
import { isBareText } from '../atlas/items/output.ts'
import { detailOf, isSealed } from '../atlas/items/sealed.ts'
import { tokenLogprobs } from '../atlas/logprobs.ts'
import { citation } from '../atlas/parts/citation.ts'
import { child, isObject, type JsonObject } from '../atlas/read.ts'
import { within } from '../errors.ts'
import { ChatCalls } from './chat-calls.ts'
import { blockOf, type PartList, partIndex, restOf, type Said, SaidTexts, type Voice } from './said.ts'

/** Receives one delta of the message, and the log probabilities that belong to it. */
export type DeltaSink = (delta: JsonObject, logprobs?: JsonObject[]) => void

const none: JsonObject[] = []

const voices: ReadonlyMap<unknown, Voice> = new Map<unknown, Voice>([
  ['output_text', 'content'],
  ['refusal', 'refusal'],
  ['reasoning_text', 'reasoning_content'],
  ['summary_text', 'reasoning_content'],
])

export class ChatWriter {
  readonly #run: Conversion
  readonly #sink: DeltaSink
  readonly calls: ChatCalls
  readonly #said = new SaidTexts()
  /** The item whose text came last, by voice: between items goes a blank line. */
  readonly #lastItem = new Map<Voice, string>()
  readonly #citations: unknown[] = []
  /** What the server has sealed, by position. */
  readonly #sealed = new Map<number, JsonObject>()
  #length = 0

  constructor(run: Conversion, answerId: () => string, sink: DeltaSink) {
    this.#run = run
    this.#sink = sink
    this.calls = new ChatCalls(run, answerId, sink)
  }

  /** Whether anything but thoughts has been said. */
  get spoke(): boolean {
    return this.calls.reason !== undefined || this.#lastItem.has('content') || this.#lastItem.has('refusal')
  }

  /** A piece of a text. `block` tells the texts of one item apart that a blank line must part. */
  text(voice: Voice, item: number, part: number, block: string, delta: string, logprobs?: unknown): void {
    if (this.#unwanted(voice)) return
    const probabilities = Array.isArray(logprobs) && logprobs.length > 0 ? tokenLogprobs(logprobs, '/logprobs') : none
    this.#say(this.#said.of(voice, item, part), block, delta, probabilities)
  }

  /** What of a finished text has not been said. A text that contradicts what was said is left as it was said. */
  whole(voice: Voice, item: number, part: number, block: string, value: unknown, logprobs?: unknown): void {
    if (typeof value !== 'string' || this.#unwanted(voice)) return
    const said = this.#said.of(voice, item, part)
    const more = Array.isArray(logprobs) && logprobs.length > said.logprobs
    const probabilities = more ? tokenLogprobs(logprobs, '/logprobs', said.logprobs) : none
    this.#say(said, block, restOf(value, said.text), probabilities)
  }

  #unwanted(voice: Voice): boolean {
    return voice === 'reasoning_content' && this.#run.options.reasoning === 'off'
  }

  #say(said: Said, block: string, delta: string, probabilities: JsonObject[]): void {
    if (delta === '' && probabilities.length === 0) return
    const { voice } = said
    const first = said.text === ''
    said.text += delta
    said.logprobs += probabilities.length
    const separator = first && delta !== '' ? this.#separator(voice, block) : ''
    if (voice === 'content') {
      if (first) said.start = this.#length + separator.length
      this.#length += separator.length + delta.length
    }
    this.#sink({ [voice]: separator + delta }, probabilities.length > 0 ? probabilities : undefined)
  }

  #separator(voice: Voice, block: string): string {
    const last = this.#lastItem.get(voice)
    this.#lastItem.set(voice, block)
    return last === undefined || last === block ? '' : '\n\n'
  }

  /** A citation as a stream announces it. */
  annotation(item: number, part: number, annotation: unknown): void {
    this.#cite(this.#said.of('content', item, part), annotation, '')
  }

  /** The citations of a finished text that have not been announced. */
  annotations(item: number, part: number, annotations: unknown): void {
    if (!Array.isArray(annotations) || annotations.length === 0) return
    const said = this.#said.of('content', item, part)
    for (let index = said.annotations; index < annotations.length; index++) {
      this.#cite(said, annotations[index], child('/annotations', index))
    }
  }

  #cite(said: Said, annotation: unknown, at: string): void {
    said.annotations++
    const shift = said.text === '' ? this.#length : said.start
    const cited = citation.toChat(annotation, at, this.#run.aside(), shift)
    if (cited !== undefined) this.#citations.push(cited)
  }

  /**
   * All citations at once, after the text: programs that add up a stream by keeping the latest value of a field they do
   * not know, as the SDK does, keep all of them.
   */
  cite(): void {
    if (this.#citations.length > 0) this.#sink({ annotations: this.#citations.splice(0) })
  }

  /** What the server has sealed, all of it at once and last, for the same reason. */
  seal(): void {
    if (this.#sealed.size === 0) return
    const details = [...this.#sealed].sort(([one], [other]) => one - other).map(([, detail]) => detail)
    this.#sealed.clear()
    this.#sink({ reasoning_details: details })
  }

  /** Whatever of a finished item has not been said. */
  item(position: number, value: unknown): void {
    if (!isObject(value)) return
    if (value.type === 'function_call' || value.type === 'custom_tool_call') {
      this.calls.announce(position, value)
      this.calls.whole(position, value.type === 'function_call' ? value.arguments : value.input)
    } else if (value.type === 'message') {
      if (value.role !== undefined && value.role !== 'assistant') return
      this.#parts(position, value.content, 'content')
    } else if (value.type === 'reasoning') {
      if (this.#run.options.carryReasoning && isSealed(value)) this.#sealed.set(position, detailOf(value))
      this.#parts(position, value.summary, 'summary')
      this.#parts(position, value.content, 'content')
    } else if (isBareText(value)) this.part(position, 0, value, 'content')
  }

  #parts(position: number, parts: unknown, list: PartList): void {
    if (!Array.isArray(parts)) return
    for (let index = 0; index < parts.length; index++) {
      within(child(child('', list), index), () => this.part(position, index, parts[index], list))
    }
  }

  /** Whatever of a finished part has not been said. */
  part(position: number, index: number, part: unknown, list: PartList): void {
    if (!isObject(part)) return
    const voice = voices.get(part.type)
    if (voice === undefined) return
    const block = blockOf(voice, position, index, list)
    const text = voice === 'refusal' ? part.refusal : part.text
    this.whole(voice, position, partIndex(index, list), block, text, part.logprobs)
    if (voice === 'content') this.annotations(position, index, part.annotations)
  }
}
