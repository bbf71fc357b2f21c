// One reasoning item while it is being written, in the form the `reasoning` option asks for.
import { reasoningItem } from '../../atlas/items/reasoning.ts'
import type { JsonObject } from '../../atlas/read.ts'
import type { Output, Place } from './place.ts'

export type ReasoningForm = 'content' | 'summary'

/** How the events of each form are called, and by what they count parts. */
const words = {
  content: {
    index: 'content_index',
    type: 'reasoning_text',
    added: 'response.content_part.added',
    delta: 'response.reasoning_text.delta',
    done: 'response.reasoning_text.done',
    partDone: 'response.content_part.done',
  },
  summary: {
    index: 'summary_index',
    type: 'summary_text',
    added: 'response.reasoning_summary_part.added',
    delta: 'response.reasoning_summary_text.delta',
    done: 'response.reasoning_summary_text.done',
    partDone: 'response.reasoning_summary_part.done',
  },
} as const

export class ReasoningWriter {
  readonly place: Place
  readonly #output: Output
  readonly #form: ReasoningForm
  readonly #seal: ((text: string) => string) | undefined
  #text = ''

  /** `seal` makes the copy that a caller sends back, if the caller wants one. */
  constructor(output: Output, form: ReasoningForm, seal: ((text: string) => string) | undefined) {
    this.#output = output
    this.#form = form
    this.#seal = seal
    this.place = output.begin('rs_')
    const empty = form === 'summary' ? { summary: [] } : { summary: [], content: [] }
    output.added(this.place, { id: this.place.id, type: 'reasoning', ...empty })
    this.#emit(words[form].added, { part: { type: words[form].type, text: '' } })
  }

  text(delta: string): void {
    this.#text += delta
    this.#emit(words[this.#form].delta, { delta })
  }

  close(): void {
    const { type, done, partDone } = words[this.#form]
    this.#emit(done, { text: this.#text })
    this.#emit(partDone, { part: { type, text: this.#text } })
    const item: JsonObject = { id: this.place.id, ...reasoningItem(this.#text, this.#form) }
    if (this.#seal !== undefined) item.encrypted_content = this.#seal(this.#text)
    this.#output.done(this.place, item)
  }

  #emit(type: string, fields: JsonObject): void {
    const { id, index } = this.place
    this.#output.emit?.(type, { item_id: id, output_index: index, [words[this.#form].index]: 0, ...fields })
  }
}
