// One call item while it is being written. It is announced when its name is known, which may come in pieces.
import type { JsonObject } from '../../atlas/read.ts'
import type { QualifiedName } from '../../atlas/tools/names.ts'
import type { Output, Place } from './place.ts'

/** The names of a call's events and of its text field, by its kind. */
const words = {
  function_call: {
    prefix: 'fc_',
    field: 'arguments',
    delta: 'response.function_call_arguments.delta',
    done: 'response.function_call_arguments.done',
  },
  custom_tool_call: {
    prefix: 'ctc_',
    field: 'input',
    delta: 'response.custom_tool_call_input.delta',
    done: 'response.custom_tool_call_input.done',
  },
} as const

export type CallKind = keyof typeof words

export class CallWriter {
  readonly kind: CallKind
  readonly callId: string
  /** Empty until the first piece of the name has come. */
  name = ''
  /** Set when `output_item.added` has gone out. */
  place: Place | undefined
  readonly #output: Output
  #namespace: string | undefined
  #text = ''
  #ended = false

  constructor(output: Output, kind: CallKind, callId: string) {
    this.#output = output
    this.kind = kind
    this.callId = callId
  }

  /** Whether any of the arguments or the input has come. */
  get begun(): boolean {
    return this.#text !== ''
  }

  /** Announces the call. `restored` is what its name stood for, if it stood for a namespaced tool. */
  announce(restored: QualifiedName | undefined): void {
    this.name = restored?.name ?? this.name
    this.#namespace = restored?.namespace
    this.place = this.#output.begin(words[this.kind].prefix)
    this.#output.added(this.place, this.#item(this.place, '', 'in_progress'))
    if (this.#text !== '') this.#delta(this.place, this.#text)
  }

  /** A piece of the arguments or the input. Before the call is announced it is kept. */
  text(delta: string): void {
    this.#text += delta
    if (this.place !== undefined && delta !== '') this.#delta(this.place, delta)
  }

  /**
   * A call that was never announced leaves nothing to end. One that has ended stays so: a stream that turns out malformed
   * when its calls have been closed is closed once more to fail.
   */
  close(status: string): void {
    if (this.place === undefined || this.#ended) return
    this.#ended = true
    const { id, index } = this.place
    const { done, field } = words[this.kind]
    this.#output.emit?.(done, { item_id: id, output_index: index, [field]: this.#text })
    this.#output.done(this.place, this.#item(this.place, this.#text, status))
  }

  #delta({ id, index }: Place, delta: string): void {
    this.#output.emit?.(words[this.kind].delta, { item_id: id, output_index: index, delta })
  }

  #item({ id }: Place, text: string, status: string): JsonObject {
    const { kind, callId, name } = this
    const item: JsonObject = { id, type: kind, status, call_id: callId, name, [words[kind].field]: text }
    return this.#namespace === undefined ? item : { ...item, namespace: this.#namespace }
  }
}
