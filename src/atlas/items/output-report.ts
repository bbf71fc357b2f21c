// What of a finished response's output does not, or not exactly, come back from a chat message. The words themselves
// are carried by the chat writer; this is the report.
import type { Conversion } from '../conversion.ts'
import { plainFields } from '../messages/plain.ts'
import { child, isNothing, type JsonObject, readArray, readObject, readString } from '../read.ts'
import { convertFields } from '../table.ts'
import { customToolCall } from './custom-tool-call.ts'
import { functionCall } from './function-call.ts'
import { lostItems } from './hosted.ts'
import { type ChatPlace, isBareText, order, outputItems, whyNoOutput } from './output.ts'
import { reportPart } from './output-part.ts'
import { reasoningTexts, reportCarried, reportReasoning } from './reasoning.ts'
import { isSealed } from './sealed.ts'

const places: ReadonlyMap<unknown, ChatPlace> = new Map<unknown, ChatPlace>(Object.entries(outputItems))
const reasons: ReadonlyMap<unknown, string> = new Map<unknown, string>(Object.entries(lostItems))
const whyJoined = 'A chat answer has one text, one refusal and one text of reasoning; these are joined.'
const whyNothing = 'A message that says nothing does not come back.'

class OutputReport {
  readonly #run: Conversion
  readonly #kept: { place: ChatPlace; position: number; status: unknown }[] = []
  readonly #seen = new Set<ChatPlace>()
  /** Where the first text of each kind is: later ones are joined to it. */
  readonly #first = new Map<unknown, string>()

  /** Where the parts of the first message are: those of later ones are joined to them. */
  #content: { readonly at: string; readonly length: number } | undefined

  constructor(run: Conversion) {
    this.#run = run
  }

  item(value: unknown, position: number, at: string): void {
    const item = readObject(value, at, 'An output item')
    // Documented equivalence: some gateways leave out the message around a text.
    if (isBareText(item)) {
      if (reportPart(item, at, this.#run)) {
        if (!this.#join('output_text', at)) this.#grow(at)
        this.#keep('message', position, item.status, at)
      } else this.#run.dropped(at, 'no-counterpart', whyNothing)
      return
    }
    const type = readString(item.type, child(at, 'type'), 'The type of an output item')
    const place = places.get(type)
    if (place === undefined) this.#run.dropped(at, 'unknown-value', 'Chat has nothing like an item of this type.')
    else if (place === 'lost') this.#run.dropped(at, 'no-counterpart', reasons.get(type) ?? whyNoOutput)
    else if (this.#run.options.carryReasoning && place === 'reasoning' && isSealed(item)) {
      this.#carried(item, at)
      this.#kept.push({ place, position, status: item.status })
    } else if (this.#report(item, place, at)) this.#keep(place, position, item.status, at)
  }

  /** A sealed item stays an item of its own; only its text is joined to that of others. */
  #carried(item: JsonObject, at: string): void {
    const texts = reasoningTexts(item, at)
    reportCarried(item, texts, at, this.#run)
    if (texts.length === 0 || this.#run.options.reasoning === 'off') return
    const textAt = isNothing(item.summary) ? at : child(at, 'summary')
    if (this.#join('reasoning', textAt)) this.#run.changed(textAt, 'joined', whyJoined)
  }

  /** Whether anything of the item is left. */
  #report(item: JsonObject, place: ChatPlace, at: string): boolean {
    if (place === 'reasoning') {
      const texts = reasoningTexts(item, at)
      reportReasoning(item, texts, at, this.#run)
      if (texts.length === 0 || this.#run.options.reasoning === 'off') return false
      const kept = this.#run.options.reasoning ?? 'content'
      this.#join('reasoning', isNothing(item[kept]) ? at : child(child(at, kept), 0))
      return true
    }
    if (place === 'message') return this.#message(item, at)
    if (item.type === 'custom_tool_call') customToolCall.toCall(item, at, this.#run)
    else functionCall.toCall(item, at, this.#run)
    if (item.name === '') this.#run.dropped(at, 'unknown-value', 'A call without a name cannot be made.')
    if (item.call_id === '') this.#run.changed(child(at, 'call_id'), 'reshaped', 'A call without an id gets one.')
    return item.name !== ''
  }

  #message(item: JsonObject, at: string): boolean {
    if (item.role !== undefined && item.role !== 'assistant') {
      this.#run.dropped(at, 'no-counterpart', 'A chat answer holds what the model said, not what others did.')
      return false
    }
    const mark = this.#run.mark
    convertFields(plainFields.toChat, item, {}, at, this.#run)
    const parts = readArray(item.content, child(at, 'content'), 'The content of an output message')
    const said = parts.filter((part, index) => reportPart(part, child(child(at, 'content'), index), this.#run))
    if (said.length === 0) {
      this.#run.forget(mark)
      this.#run.dropped(at, 'no-counterpart', whyNothing)
      return false
    }
    this.#partOrder(said as JsonObject[], parts, child(at, 'content'))
    return true
  }

  /** Whether a text of this kind came before; then the first one grows by this one. */
  #join(kind: unknown, at: string): boolean {
    const first = this.#first.get(kind)
    if (first === undefined) this.#first.set(kind, at)
    else this.#run.changed(first, 'joined', whyJoined)
    return first !== undefined
  }

  /** What a later message, with its parts at `at`, says for the first time is a second part of the first one. */
  #grow(at: string): void {
    const first = this.#content
    if (first !== undefined && first.at !== at && first.length === 1) this.#run.changed(first.at, 'joined', whyJoined)
  }

  /** Chat has one text and one refusal, in this order. */
  #partOrder(said: readonly JsonObject[], parts: readonly unknown[], at: string): void {
    const seen = new Set<unknown>()
    for (const part of said) {
      const partAt = child(at, parts.indexOf(part))
      const joined = this.#join(part.type, partAt)
      this.#content ??= { at, length: said.length }
      if (!joined) this.#grow(at)
      if (joined && seen.has(part.type)) this.#run.changed(partAt, 'joined', whyJoined)
      else if (part.type === 'output_text' && seen.has('refusal')) {
        this.#run.changed(partAt, 'reordered', 'In chat the text of a message comes before its refusal.')
      }
      seen.add(part.type)
    }
  }

  #keep(place: ChatPlace, position: number, status: unknown, at: string): void {
    const joined = place !== 'call' && this.#seen.has(place)
    this.#seen.add(place)
    if (joined) this.#run.changed(at, 'joined', whyJoined)
    else this.#kept.push({ place, position, status })
  }

  /** Reports the items that do not stand where chat puts them, and statuses that do not follow from the answer's. */
  finish(at: string, incomplete: boolean): void {
    const rank = (place: ChatPlace) => order.indexOf(place as (typeof order)[number])
    const sorted = [...this.#kept].sort((one, other) => rank(one.place) - rank(other.place))
    this.#kept.forEach(({ position, status }, index) => {
      const expected = incomplete && index === this.#kept.length - 1 ? 'incomplete' : 'completed'
      if (typeof status === 'string' && status !== expected) {
        this.#run.changed(child(child(at, position), 'status'), 'reshaped', 'Chat has one status, that of the answer.')
      }
      if (sorted[index]?.position === position) return
      this.#run.changed(
        child(at, position),
        'reordered',
        'A chat message holds reasoning, text and calls in this order.',
      )
    })
  }
}

export function reportOutput(output: readonly unknown[], at: string, incomplete: boolean, run: Conversion): void {
  const report = new OutputReport(run)
  for (let index = 0; index < output.length; index++) report.item(output[index], index, child(at, index))
  report.finish(at, incomplete)
}
