// Writes the output of a response while it is being said: chat deltas in, output items and their events out. Thoughts
// close when words or a call begin, words close when a call begins, calls stay open to the end because parallel calls
// interleave.
import type { Conversion } from '../atlas/conversion.ts'
import { sealedReasoning, sealText } from '../atlas/items/sealed.ts'
import type { JsonObject } from '../atlas/read.ts'
import { type CallKind, CallWriter } from './output/call.ts'
import { MessageWriter } from './output/message.ts'
import { type EmitEvent, Output } from './output/place.ts'
import { ReasoningWriter } from './output/reasoning.ts'

export class OutputWriter {
  /** Calls in the order they were made. */
  readonly calls: CallWriter[] = []
  /** Those of them that have not been announced. */
  readonly #waiting = new Set<CallWriter>()
  readonly #run: Conversion
  readonly #output: Output
  #spoken: MessageWriter | ReasoningWriter | undefined

  /** Without `emit` nobody listens, and only the finished items count. */
  constructor(run: Conversion, id: (prefix: string) => string, emit: EmitEvent | undefined) {
    this.#run = run
    this.#output = new Output(id, emit)
  }

  /** The finished items, in the order of their output indexes. */
  get items(): JsonObject[] {
    return this.#output.items
  }

  reasoning(text: string): void {
    const form = this.#run.options.reasoning ?? 'content'
    if (text === '' || form === 'off') return
    let open = this.#spoken
    if (!(open instanceof ReasoningWriter)) {
      this.#turn()
      open = new ReasoningWriter(this.#output, form, this.#encloses ? sealText : undefined)
      this.#spoken = open
    }
    open.text(text)
  }

  text(text: string, logprobs: JsonObject[]): void {
    if (text !== '' || logprobs.length > 0) this.#message().text(text, logprobs)
  }

  annotation(annotation: JsonObject): void {
    this.#message().annotation(annotation)
  }

  refusal(text: string): void {
    this.#message().refusal(text)
  }

  openCall(kind: CallKind, callId: string): CallWriter {
    this.#announceNamed()
    const call = new CallWriter(this.#output, kind, callId)
    this.calls.push(call)
    this.#waiting.add(call)
    return call
  }

  /** A piece of the arguments or the input. The name is complete by then, and the call is announced first. */
  callText(call: CallWriter, text: string): void {
    if (text !== '' && call.name !== '' && call.place === undefined) this.#announce(call)
    call.text(text)
  }

  /** Closes everything that is open. `cut`: the answer stopped short, so what is open or last is incomplete. */
  close(cut: 'no' | 'last' | 'open'): void {
    this.#announceNamed()
    const { last } = this.#output
    const open = [...this.calls, ...(this.#spoken ? [this.#spoken] : [])]
    open.sort((one, other) => (one.place?.index ?? 0) - (other.place?.index ?? 0))
    for (const item of open) {
      const incomplete = cut === 'open' || (cut === 'last' && item.place?.index === last)
      item.close(incomplete ? 'incomplete' : 'completed')
    }
    this.#spoken = undefined
  }

  #message(): MessageWriter {
    if (this.#spoken instanceof MessageWriter) return this.#spoken
    this.#turn()
    const message = new MessageWriter(this.#output)
    this.#spoken = message
    return message
  }

  /** Something else begins: thoughts or words end, and calls whose names are known are announced. */
  #turn(): void {
    this.#spoken?.close('completed')
    this.#spoken = undefined
    this.#announceNamed()
  }

  #announceNamed(): void {
    for (const call of this.#waiting) if (call.name !== '') this.#announce(call)
  }

  #announce(call: CallWriter): void {
    this.#spoken?.close('completed')
    this.#spoken = undefined
    this.#waiting.delete(call)
    call.announce(this.#run.toolNames?.restore(call.name))
  }

  /** The caller wants reasoning in the field it sends back. */
  get #encloses(): boolean {
    const { options, request } = this.#run
    const include = request?.include
    return options.carryReasoning === true && Array.isArray(include) && include.includes(sealedReasoning)
  }
}
