// Writes the output of a response while it is being said: chat deltas in, output items and their events out. Thoughts
// close when words or a call begin, words close when a call begins, calls stay open to the end because parallel calls
// interleave. Without a listener only the finished items are kept.
import type { Conversion } from '../atlas/conversion.ts'
import { reasoningItem } from '../atlas/items/reasoning.ts'
import { sealedReasoning, sealText } from '../atlas/items/sealed.ts'
import type { JsonObject } from '../atlas/read.ts'

/** Receives an event without its sequence number. */
export type EmitEvent = (type: string, fields: JsonObject) => void

type PartKind = 'output_text' | 'refusal'

interface OpenPart {
  readonly kind: PartKind
  readonly index: number
  text: string
  logprobs: JsonObject[]
  annotations: JsonObject[]
}

interface OpenMessage {
  readonly kind: 'message'
  readonly id: string
  readonly index: number
  readonly done: JsonObject[]
  part: OpenPart | undefined
}

interface OpenReasoning {
  readonly kind: 'reasoning'
  readonly id: string
  readonly index: number
  text: string
}

export interface OpenCall {
  readonly kind: 'function_call' | 'custom_tool_call'
  readonly callId: string
  /** Empty until the first piece of the name has come. */
  name: string
  namespace: string | undefined
  /** Arguments or input so far. */
  text: string
  /** Set when `output_item.added` has gone out. */
  place: { readonly id: string; readonly index: number } | undefined
}

/** The names of a call's events and of its text field, by its kind. */
const callWords = {
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

export class OutputWriter {
  /** The finished items, by output index; holes are items still open. */
  readonly items: JsonObject[] = []
  /** Calls in the order they were made. */
  readonly calls: OpenCall[] = []
  /** Those of them that have no place yet. */
  readonly #waiting = new Set<OpenCall>()
  readonly #emit: EmitEvent | undefined
  readonly #run: Conversion
  readonly #id: (prefix: string) => string
  #open: OpenMessage | OpenReasoning | undefined
  #nextIndex = 0

  constructor(run: Conversion, id: (prefix: string) => string, emit: EmitEvent | undefined) {
    this.#run = run
    this.#id = id
    this.#emit = emit
  }

  reasoning(text: string): void {
    const form = this.#run.options.reasoning ?? 'content'
    if (text === '' || form === 'off') return
    const open = this.#open?.kind === 'reasoning' ? this.#open : this.#openReasoning(form)
    open.text += text
    const place = { item_id: open.id, output_index: open.index }
    if (form === 'summary') {
      this.#emit?.('response.reasoning_summary_text.delta', { ...place, summary_index: 0, delta: text })
    } else this.#emit?.('response.reasoning_text.delta', { ...place, content_index: 0, delta: text })
  }

  text(text: string, logprobs: JsonObject[]): void {
    if (text === '' && logprobs.length === 0) return
    const message = this.#message('output_text')
    const part = message.part as OpenPart
    part.text += text
    for (const token of logprobs) part.logprobs.push(token)
    this.#emit?.('response.output_text.delta', {
      item_id: message.id,
      output_index: message.index,
      content_index: part.index,
      delta: text,
      logprobs,
    })
  }

  /** Citations of the text so far. Before any text they have nothing to stand on and open a text part. */
  annotation(annotation: JsonObject): void {
    const message = this.#message('output_text')
    const part = message.part as OpenPart
    part.annotations.push(annotation)
    this.#emit?.('response.output_text.annotation.added', {
      item_id: message.id,
      output_index: message.index,
      content_index: part.index,
      annotation_index: part.annotations.length - 1,
      annotation,
    })
  }

  refusal(text: string): void {
    if (text === '') return
    const message = this.#message('refusal')
    const part = message.part as OpenPart
    part.text += text
    this.#emit?.('response.refusal.delta', {
      item_id: message.id,
      output_index: message.index,
      content_index: part.index,
      delta: text,
    })
  }

  openCall(kind: OpenCall['kind'], callId: string): OpenCall {
    this.#placeCalls()
    const call: OpenCall = { kind, callId, name: '', namespace: undefined, text: '', place: undefined }
    this.calls.push(call)
    this.#waiting.add(call)
    return call
  }

  /** A piece of the arguments or the input. The name is complete by then: `output_item.added` goes out first. */
  callText(call: OpenCall, text: string): void {
    if (text === '' || call.name === '') {
      call.text += text
      return
    }
    const before = call.text
    if (call.place === undefined) this.#placeCall(call)
    call.text = before + text
    this.#callDelta(call, text)
  }

  /** Closes everything that is open. `cut`: the answer stopped short, so what is open or last is incomplete. */
  close(cut: 'no' | 'last' | 'open'): void {
    this.#placeCalls()
    const last = this.#nextIndex - 1
    const status = (index: number) =>
      cut === 'open' || (cut === 'last' && index === last) ? 'incomplete' : 'completed'
    const spoken = this.#open
    const open = this.calls.filter(call => call.place !== undefined && this.items[call.place.index] === undefined)
    for (const call of open) if (!spoken || (call.place?.index ?? 0) < spoken.index) this.#closeCall(call, status)
    this.#closeSpoken(spoken === undefined ? 'completed' : status(spoken.index))
    for (const call of open) if (spoken && (call.place?.index ?? 0) > spoken.index) this.#closeCall(call, status)
  }

  #openReasoning(form: 'content' | 'summary'): OpenReasoning {
    this.#closeSpoken('completed')
    this.#placeCalls()
    const open: OpenReasoning = { kind: 'reasoning', id: this.#id('rs_'), index: this.#nextIndex++, text: '' }
    this.#open = open
    if (this.#emit === undefined) return open
    const { type, ...empty } =
      form === 'summary' ? { type: 'reasoning', summary: [] } : { type: 'reasoning', summary: [], content: [] }
    const place = { item_id: open.id, output_index: open.index }
    this.#emit('response.output_item.added', { output_index: open.index, item: { id: open.id, type, ...empty } })
    if (form === 'summary') {
      const part = { type: 'summary_text', text: '' }
      this.#emit('response.reasoning_summary_part.added', { ...place, summary_index: 0, part })
    } else {
      const part = { type: 'reasoning_text', text: '' }
      this.#emit('response.content_part.added', { ...place, content_index: 0, part })
    }
    return open
  }

  #message(kind: PartKind): OpenMessage {
    let open = this.#open
    if (open?.kind !== 'message') {
      this.#closeSpoken('completed')
      this.#placeCalls()
      open = { kind: 'message', id: this.#id('msg_'), index: this.#nextIndex++, done: [], part: undefined }
      this.#open = open
      const item = { id: open.id, type: 'message', status: 'in_progress', role: 'assistant', content: [] }
      this.#emit?.('response.output_item.added', { output_index: open.index, item })
    }
    if (open.part?.kind === kind) return open
    this.#closePart(open)
    open.part = { kind, index: open.done.length, text: '', logprobs: [], annotations: [] }
    this.#emit?.('response.content_part.added', {
      item_id: open.id,
      output_index: open.index,
      content_index: open.part.index,
      part: kind === 'refusal' ? { type: kind, refusal: '' } : { type: kind, text: '', annotations: [], logprobs: [] },
    })
    return open
  }

  #closePart(message: OpenMessage): void {
    const { part } = message
    if (part === undefined) return
    const finished = finishedPart(part)
    message.done.push(finished)
    message.part = undefined
    if (this.#emit === undefined) return
    const place = { item_id: message.id, output_index: message.index, content_index: part.index }
    if (part.kind === 'refusal') this.#emit('response.refusal.done', { ...place, refusal: part.text })
    else this.#emit('response.output_text.done', { ...place, text: part.text, logprobs: part.logprobs })
    this.#emit('response.content_part.done', { ...place, part: finished })
  }

  #closeSpoken(status: string): void {
    const open = this.#open
    if (open === undefined) return
    this.#open = undefined
    if (open.kind === 'reasoning') this.#closeReasoning(open)
    else {
      this.#closePart(open)
      this.#done(open.index, { id: open.id, type: 'message', status, role: 'assistant', content: open.done })
    }
  }

  /** The caller wants reasoning in the field it sends back. */
  get #encloses(): boolean {
    const { options, request } = this.#run
    return (
      options.carryReasoning === true && Array.isArray(request?.include) && request.include.includes(sealedReasoning)
    )
  }

  #closeReasoning(open: OpenReasoning): void {
    const form = this.#run.options.reasoning === 'summary' ? 'summary' : 'content'
    const item: JsonObject = { id: open.id, ...reasoningItem(open.text, form) }
    if (this.#encloses) item.encrypted_content = sealText(open.text)
    if (this.#emit !== undefined) {
      const place = { item_id: open.id, output_index: open.index }
      if (form === 'summary') {
        const part = { type: 'summary_text', text: open.text }
        this.#emit('response.reasoning_summary_text.done', { ...place, summary_index: 0, text: open.text })
        this.#emit('response.reasoning_summary_part.done', { ...place, summary_index: 0, part })
      } else {
        const part = { type: 'reasoning_text', text: open.text }
        this.#emit('response.reasoning_text.done', { ...place, content_index: 0, text: open.text })
        this.#emit('response.content_part.done', { ...place, content_index: 0, part })
      }
    }
    this.#done(open.index, item)
  }

  /** Sends out the calls whose names are known and whose arguments have not begun: something else begins now. */
  #placeCalls(): void {
    for (const call of this.#waiting) if (call.name !== '') this.#placeCall(call)
  }

  #placeCall(call: OpenCall): void {
    this.#closeSpoken('completed')
    const words = callWords[call.kind]
    call.place = { id: this.#id(words.prefix), index: this.#nextIndex++ }
    this.#waiting.delete(call)
    const held = call.text
    const original = this.#run.toolNames?.restore(call.name)
    if (original !== undefined) {
      call.name = original.name
      call.namespace = original.namespace
    }
    if (this.#emit === undefined) return
    call.text = ''
    const item = callItem(call, call.place.id, 'in_progress')
    this.#emit('response.output_item.added', { output_index: call.place.index, item })
    call.text = held
    if (held !== '') this.#callDelta(call, held)
  }

  #callDelta(call: OpenCall, delta: string): void {
    if (call.place === undefined) return
    const { id, index } = call.place
    this.#emit?.(callWords[call.kind].delta, { item_id: id, output_index: index, delta })
  }

  #closeCall(call: OpenCall, statusOf: (index: number) => string): void {
    if (call.place === undefined) return
    const { id, index } = call.place
    const words = callWords[call.kind]
    this.#emit?.(words.done, { item_id: id, output_index: index, [words.field]: call.text })
    this.#done(index, callItem(call, id, statusOf(index)))
  }

  #done(index: number, item: JsonObject): void {
    this.items[index] = item
    this.#emit?.('response.output_item.done', { output_index: index, item })
  }
}

function finishedPart(part: OpenPart): JsonObject {
  if (part.kind === 'refusal') return { type: 'refusal', refusal: part.text }
  return { type: 'output_text', text: part.text, annotations: part.annotations, logprobs: part.logprobs }
}

function callItem(call: OpenCall, id: string, status: string): JsonObject {
  const item: JsonObject = {
    id,
    type: call.kind,
    status,
    call_id: call.callId,
    name: call.name,
    [callWords[call.kind].field]: call.text,
  }
  if (call.namespace !== undefined) item.namespace = call.namespace
  return item
}
