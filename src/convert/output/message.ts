// One message item while it is being written: text and refusal parts, one open at a time.
import type { JsonObject } from '../../atlas/read.ts'
import type { Output, Place } from './place.ts'

type PartKind = 'output_text' | 'refusal'

interface OpenPart {
  readonly kind: PartKind
  readonly index: number
  text: string
  readonly logprobs: JsonObject[]
  readonly annotations: JsonObject[]
}

export class MessageWriter {
  readonly place: Place
  readonly #output: Output
  readonly #done: JsonObject[] = []
  #part: OpenPart | undefined

  constructor(output: Output) {
    this.#output = output
    this.place = output.begin('msg_')
    output.added(this.place, this.#item('in_progress', []))
  }

  text(delta: string, logprobs: JsonObject[]): void {
    const part = this.#open('output_text')
    part.text += delta
    for (const token of logprobs) part.logprobs.push(token)
    // The one event there are thousands of: built in one piece.
    const { id, index } = this.place
    this.#output.emit?.('response.output_text.delta', {
      item_id: id,
      output_index: index,
      content_index: part.index,
      delta,
      logprobs,
    })
  }

  /** Citations of the text so far. Before any text they have nothing to stand on and open a text part. */
  annotation(annotation: JsonObject): void {
    const part = this.#open('output_text')
    part.annotations.push(annotation)
    const fields = { annotation_index: part.annotations.length - 1, annotation }
    this.#emit('response.output_text.annotation.added', part.index, fields)
  }

  refusal(delta: string): void {
    const part = this.#open('refusal')
    part.text += delta
    this.#emit('response.refusal.delta', part.index, { delta })
  }

  close(status: string): void {
    this.#closePart()
    this.#output.done(this.place, this.#item(status, this.#done))
  }

  #item(status: string, content: JsonObject[]): JsonObject {
    return { id: this.place.id, type: 'message', status, role: 'assistant', content }
  }

  #open(kind: PartKind): OpenPart {
    if (this.#part?.kind === kind) return this.#part
    this.#closePart()
    const part: OpenPart = { kind, index: this.#done.length, text: '', logprobs: [], annotations: [] }
    this.#part = part
    // A part of its own: the open one goes on growing after the event has gone out.
    this.#emit('response.content_part.added', part.index, {
      part: kind === 'refusal' ? { type: kind, refusal: '' } : { type: kind, text: '', annotations: [], logprobs: [] },
    })
    return part
  }

  #closePart(): void {
    const part = this.#part
    if (part === undefined) return
    this.#part = undefined
    const { kind, index, text, logprobs, annotations } = part
    const finished = kind === 'refusal' ? { type: kind, refusal: text } : { type: kind, text, annotations, logprobs }
    this.#done.push(finished)
    if (kind === 'refusal') this.#emit('response.refusal.done', index, { refusal: text })
    else this.#emit('response.output_text.done', index, { text, logprobs })
    this.#emit('response.content_part.done', index, { part: finished })
  }

  #emit(type: string, contentIndex: number, fields: JsonObject): void {
    const { id, index } = this.place
    this.#output.emit?.(type, { item_id: id, output_index: index, content_index: contentIndex, ...fields })
  }
}
