// Writes a chat message from what a response says, piece by piece. A whole item is whatever of it has not been said
// yet, so that a finished object is a stream in which nothing has been said before.
import type { Conversion } from '../atlas/conversion.ts'
import { madeCallId } from '../atlas/identity.ts'
import { chatCallName } from '../atlas/items/function-call.ts'
import { isBareText } from '../atlas/items/output.ts'
import { detailOf, isSealed } from '../atlas/items/sealed.ts'
import { tokenLogprobs } from '../atlas/logprobs.ts'
import { citation } from '../atlas/parts/citation.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'

/** Receives one delta of the message, and the log probabilities that belong to it. */
export type DeltaSink = (delta: JsonObject, logprobs?: JsonObject[]) => void

type Voice = 'content' | 'refusal' | 'reasoning_content'

/** What of one text has been said. */
interface Said {
  readonly voice: Voice
  readonly item: number
  readonly part: number
  text: string
  logprobs: number
  annotations: number
  /** Where it begins in the joined text, in UTF-16 code units. */
  start: number
}

/** What of one call has been said. */
interface SaidCall {
  readonly index: number
  readonly field: 'arguments' | 'input'
  text: string
}

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
  readonly #legacy: boolean
  readonly #answerId: () => string
  readonly #said = new Map<string, Said>()
  /** The text that was spoken of last: nearly every delta belongs to it, and is spared the making of its key. */
  #lastSaid: Said | undefined
  readonly #calls = new Map<number, SaidCall>()
  /** Texts of calls that came before the call itself. */
  readonly #early = new Map<number, string>()
  /** The item whose text came last, by voice: between items goes a blank line. */
  readonly #lastItem = new Map<Voice, string>()
  readonly #citations: unknown[] = []
  /** What the server has sealed, by position. */
  readonly #sealed = new Map<number, JsonObject>()
  #length = 0

  constructor(run: Conversion, answerId: () => string, sink: DeltaSink) {
    this.#run = run
    this.#sink = sink
    this.#answerId = answerId
    this.#legacy = Array.isArray(run.request?.functions) && !Array.isArray(run.request.tools)
  }

  /** Whether anything but thoughts has been said. */
  get spoke(): boolean {
    return this.#calls.size > 0 || this.#lastItem.has('content') || this.#lastItem.has('refusal')
  }

  /** The finish reason of an answer that ends in calls; `undefined` if there is none. */
  get callsReason(): string | undefined {
    if (this.#calls.size === 0) return undefined
    return this.#legacy ? 'function_call' : 'tool_calls'
  }

  /** A piece of a text. `block` tells the texts of one item apart that a blank line must part. */
  text(voice: Voice, item: number, part: number, block: string, delta: string, logprobs?: unknown): void {
    if (voice === 'reasoning_content' && this.#run.options.reasoning === 'off') return
    const said = this.#saidOf(voice, item, part)
    const probabilities = Array.isArray(logprobs) && logprobs.length > 0 ? tokenLogprobs(logprobs, '/logprobs') : none
    if (delta === '' && probabilities.length === 0) return
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

  /** What of a finished text has not been said. A text that contradicts what was said is left as it was said. */
  whole(voice: Voice, item: number, part: number, block: string, value: unknown, logprobs?: unknown): void {
    if (typeof value !== 'string') return
    const said = this.#saidOf(voice, item, part)
    const rest = restOf(value, said.text)
    const more = Array.isArray(logprobs) ? logprobs.slice(said.logprobs) : []
    this.text(voice, item, part, block, rest, more.length > 0 ? more : undefined)
  }

  /** A citation as a stream announces it. */
  annotation(item: number, part: number, annotation: unknown): void {
    const said = this.#saidOf('content', item, part)
    this.#cite(said, [annotation])
  }

  /** The citations of a finished text that have not been announced. */
  annotations(item: number, part: number, annotations: unknown): void {
    if (!Array.isArray(annotations) || annotations.length === 0) return
    const said = this.#saidOf('content', item, part)
    this.#cite(said, annotations.slice(said.annotations))
  }

  #cite(said: Said, fresh: readonly unknown[]): void {
    said.annotations += fresh.length
    const shift = said.text === '' ? this.#length : said.start
    const cited = fresh.flatMap(
      annotation => citation.toChat(annotation, '/annotations', this.#run.aside(), shift) ?? [],
    )
    // Not by spreading: a call takes fewer arguments than an answer may have citations.
    for (const one of cited) this.#citations.push(one)
  }

  /** Announces a call, if the item says its name; otherwise it waits for the item to be finished. */
  call(position: number, item: JsonObject): void {
    if (this.#calls.has(position) || typeof item.name !== 'string' || item.name === '') return
    if (this.#legacy && this.#calls.size > 0) return
    const custom = item.type === 'custom_tool_call'
    const call: SaidCall = { index: this.#calls.size, field: custom ? 'input' : 'arguments', text: '' }
    this.#calls.set(position, call)
    const name = chatCallName(item, '', this.#run.aside())
    const id =
      typeof item.call_id === 'string' && item.call_id ? item.call_id : madeCallId(this.#answerId(), call.index)
    const named = { name, [call.field]: '' }
    if (this.#legacy) this.#sink({ function_call: named })
    else
      this.#sink({
        tool_calls: [
          {
            index: call.index,
            id,
            ...(custom ? { type: 'custom', custom: named } : { type: 'function', function: named }),
          },
        ],
      })
    const early = this.#early.get(position)
    if (early !== undefined) this.callText(position, early)
  }

  callText(position: number, delta: string): void {
    if (delta === '') return
    const call = this.#calls.get(position)
    if (call === undefined) {
      this.#early.set(position, (this.#early.get(position) ?? '') + delta)
      return
    }
    call.text += delta
    const { index } = call
    const custom = call.field === 'input'
    const piece = custom ? { input: delta } : { arguments: delta }
    if (this.#legacy) this.#sink({ function_call: piece })
    else this.#sink({ tool_calls: [custom ? { index, custom: piece } : { index, function: piece }] })
  }

  /** What of a call's finished text has not been said. */
  wholeCallText(position: number, text: unknown): void {
    const said = this.#calls.get(position)?.text ?? this.#early.get(position) ?? ''
    if (typeof text === 'string') this.callText(position, restOf(text, said))
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
      this.call(position, value)
      this.wholeCallText(position, value.type === 'function_call' ? value.arguments : value.input)
    } else if (value.type === 'message') {
      if (value.role !== undefined && value.role !== 'assistant') return
      this.#parts(position, value.content, 'content')
    } else if (value.type === 'reasoning') {
      if (this.#run.options.carryReasoning && isSealed(value)) this.#sealed.set(position, detailOf(value))
      this.#parts(position, value.summary, 'summary')
      this.#parts(position, value.content, 'content')
    } else if (isBareText(value)) this.part(position, 0, value, 'content')
  }

  #parts(position: number, parts: unknown, list: 'content' | 'summary'): void {
    if (!Array.isArray(parts)) return
    for (let index = 0; index < parts.length; index++) this.part(position, index, parts[index], list)
  }

  /** Whatever of a finished part has not been said. */
  part(position: number, index: number, part: unknown, list: 'content' | 'summary'): void {
    if (!isObject(part)) return
    const voice = voices.get(part.type)
    if (voice === undefined) return
    const block = blockOf(voice, position, index, list)
    const text = voice === 'refusal' ? part.refusal : part.text
    this.whole(voice, position, partIndex(index, list), block, text, part.logprobs)
    if (voice === 'content') this.annotations(position, index, part.annotations)
  }

  #separator(voice: Voice, block: string): string {
    const last = this.#lastItem.get(voice)
    this.#lastItem.set(voice, block)
    return last === undefined || last === block ? '' : '\n\n'
  }

  #saidOf(voice: Voice, item: number, part: number): Said {
    const last = this.#lastSaid
    if (last !== undefined && last.part === part && last.item === item && last.voice === voice) return last
    const key = `${voice}/${item}/${part}`
    let said = this.#said.get(key)
    if (said === undefined) {
      said = { voice, item, part, text: '', logprobs: 0, annotations: 0, start: 0 }
      this.#said.set(key, said)
    }
    this.#lastSaid = said
    return said
  }
}

/** What of a finished text has not been said; nothing of one that contradicts what was said. */
function restOf(finished: string, said: string): string {
  // The usual case. A finished text comes up to four times, and comparing whole strings is cheaper than `startsWith`.
  if (finished === said) return ''
  return finished.startsWith(said) ? finished.slice(said.length) : ''
}

/** Texts of one message run on; texts of reasoning are paragraphs. */
export function blockOf(voice: Voice, item: number, part: number, list: 'content' | 'summary'): string {
  return voice === 'reasoning_content' ? `${item}/${list}/${part}` : `${item}`
}

/** Summary and content parts of one reasoning item are counted apart; here they share one numbering. */
export function partIndex(part: number, list: 'content' | 'summary'): number {
  return list === 'summary' ? -1 - part : part
}
