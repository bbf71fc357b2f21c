// Writes the calls of a chat message: each is announced once its name is known, and its text follows in pieces.
import type { Conversion } from '../atlas/conversion.ts'
import { madeCallId } from '../atlas/identity.ts'
import { chatCallName } from '../atlas/items/function-call.ts'
import type { JsonObject } from '../atlas/read.ts'
import { restOf } from './said.ts'

/** What of one call has been said. */
interface SaidCall {
  readonly index: number
  readonly field: 'arguments' | 'input'
  text: string
}

export class ChatCalls {
  readonly #run: Conversion
  readonly #answerId: () => string
  readonly #sink: (delta: JsonObject) => void
  /** The caller's request declares legacy `functions`: one call, outside of `tool_calls`. */
  readonly #legacy: boolean
  readonly #calls = new Map<number, SaidCall>()
  /** Texts of calls that came before the call itself. */
  readonly #early = new Map<number, string>()

  constructor(run: Conversion, answerId: () => string, sink: (delta: JsonObject) => void) {
    this.#run = run
    this.#answerId = answerId
    this.#sink = sink
    this.#legacy = Array.isArray(run.request?.functions) && !Array.isArray(run.request.tools)
  }

  /** The finish reason of an answer that ends in calls; `undefined` if there is none. */
  get reason(): string | undefined {
    if (this.#calls.size === 0) return undefined
    return this.#legacy ? 'function_call' : 'tool_calls'
  }

  /** Announces a call, if the item says its name; otherwise it waits for the item to be finished. */
  announce(position: number, item: JsonObject): void {
    if (this.#calls.has(position) || typeof item.name !== 'string' || item.name === '') return
    if (this.#legacy && this.#calls.size > 0) return
    const custom = item.type === 'custom_tool_call'
    const call: SaidCall = { index: this.#calls.size, field: custom ? 'input' : 'arguments', text: '' }
    this.#calls.set(position, call)
    const named = { name: chatCallName(item, '', this.#run.aside()), [call.field]: '' }
    this.#say(call, named, () => ({
      id: typeof item.call_id === 'string' && item.call_id ? item.call_id : madeCallId(this.#answerId(), call.index),
      type: custom ? 'custom' : 'function',
    }))
    const early = this.#early.get(position)
    if (early !== undefined) this.text(position, early)
  }

  text(position: number, delta: string): void {
    if (delta === '') return
    const call = this.#calls.get(position)
    if (call === undefined) {
      this.#early.set(position, (this.#early.get(position) ?? '') + delta)
      return
    }
    call.text += delta
    this.#say(call, call.field === 'input' ? { input: delta } : { arguments: delta })
  }

  /** What of a call's finished text has not been said. */
  whole(position: number, text: unknown): void {
    const said = this.#calls.get(position)?.text ?? this.#early.get(position) ?? ''
    if (typeof text === 'string') this.text(position, restOf(text, said))
  }

  #say(call: SaidCall, piece: JsonObject, identity?: () => JsonObject): void {
    if (this.#legacy) {
      this.#sink({ function_call: piece })
      return
    }
    const { index } = call
    const body = call.field === 'input' ? { custom: piece } : { function: piece }
    this.#sink({ tool_calls: [identity === undefined ? { index, ...body } : { index, ...identity(), ...body }] })
  }
}
