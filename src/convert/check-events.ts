// The sixth law as a function: is a stream of Responses events well formed? Usable in tests and in production.

import { equalsDefault, isObject, type JsonObject } from '../atlas/read.ts'

/** One breach: the index of the event and a sentence. */
export interface EventViolation {
  readonly index: number
  readonly message: string
}

interface SeenItem {
  readonly id: unknown
  done: JsonObject | undefined
  readonly texts: Map<string, string>
  readonly openParts: Set<number>
  nextPart: number
}

const terminals: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

/** Delta events: where their pieces add up, by index field and by the field of the `done` event. */
const sums: Readonly<Record<string, { done: string; index?: string }>> = {
  'response.output_text': { done: 'text', index: 'content_index' },
  'response.refusal': { done: 'refusal', index: 'content_index' },
  'response.reasoning_text': { done: 'text', index: 'content_index' },
  'response.reasoning_summary_text': { done: 'text', index: 'summary_index' },
  'response.function_call_arguments': { done: 'arguments' },
  'response.custom_tool_call_input': { done: 'input' },
}

class EventCheck {
  readonly violations: EventViolation[] = []
  readonly #items: SeenItem[] = []
  #index = 0
  #responseId: unknown
  #terminal: string | undefined

  event(event: unknown, index: number): void {
    this.#index = index
    if (!isObject(event) || typeof event.type !== 'string') {
      this.#breach('An event must be an object with a type.')
      return
    }
    if (this.#terminal !== undefined) this.#breach(`Nothing may follow ${this.#terminal}.`)
    if (event.sequence_number !== index) this.#breach(`sequence_number must be ${index}.`)
    if (index === 0 && event.type !== 'response.created') this.#breach('The first event must be response.created.')
    if (isObject(event.response)) this.#response(event.response)
    if (event.type === 'response.output_item.added') this.#added(event)
    else if (event.type === 'response.output_item.done') this.#itemDone(event)
    else if (event.type.startsWith('response.content_part.')) this.#part(event, event.type)
    else if (terminals.has(event.type)) this.#end(event, event.type)
    else this.#sum(event, event.type)
  }

  finish(): void {
    if (this.#terminal === undefined)
      this.#breach('The stream must end with response.completed, .incomplete or .failed.')
  }

  #breach(message: string): void {
    this.violations.push({ index: this.#index, message })
  }

  #response(response: JsonObject): void {
    this.#responseId ??= response.id
    if (response.id !== this.#responseId) this.#breach('The id of the response must not change.')
  }

  #added(event: JsonObject): void {
    if (event.output_index !== this.#items.length) this.#breach(`output_index must be ${this.#items.length}.`)
    const id = isObject(event.item) ? event.item.id : undefined
    if (typeof id !== 'string' || id === '') this.#breach('An item must have an id.')
    if (this.#items.some(item => item.id === id)) this.#breach('No two items may have the same id.')
    this.#items.push({ id, done: undefined, texts: new Map(), openParts: new Set(), nextPart: 0 })
  }

  #itemDone(event: JsonObject): void {
    const item = this.#open(event, isObject(event.item) ? event.item.id : undefined)
    if (item === undefined || !isObject(event.item)) return
    if (item.openParts.size > 0) this.#breach('Every part must be done before its item.')
    item.done = event.item
    for (const [key, text] of item.texts) {
      if (text !== finalText(event.item, key)) this.#breach('The deltas of an item must add up to its final text.')
    }
  }

  /** The open item an event belongs to. */
  #open(event: JsonObject, id: unknown): SeenItem | undefined {
    const item = typeof event.output_index === 'number' ? this.#items[event.output_index] : undefined
    if (item === undefined) this.#breach('output_index must be that of an item that was added.')
    else if (item.done !== undefined) this.#breach('Nothing may happen to an item that is done.')
    else if (id !== item.id) this.#breach('The item id must be that of the added item.')
    return item
  }

  #part(event: JsonObject, type: string): void {
    const item = this.#open(event, event.item_id)
    if (item === undefined) return
    const index = event.content_index as number
    if (type === 'response.content_part.done') {
      if (!item.openParts.delete(index)) this.#breach('A part must be added before it is done, and done once.')
      return
    }
    if (index !== item.nextPart) this.#breach(`content_index must be ${item.nextPart}.`)
    item.nextPart++
    item.openParts.add(index)
  }

  #sum(event: JsonObject, type: string): void {
    const [, stem = '', kind] = /^(.*)\.(delta|done)$/.exec(type) ?? []
    const sum = sums[stem]
    if (sum === undefined) return
    const item = this.#open(event, event.item_id)
    if (item === undefined) return
    const part = sum.index === undefined ? 0 : event[sum.index]
    if (typeof part !== 'number') {
      this.#breach(`${sum.index} must be a number.`)
      return
    }
    const key = `${stem}/${part}`
    if (sum.index === 'content_index' && !item.openParts.has(event.content_index as number)) {
      this.#breach('A part must be open while its text comes.')
    }
    const before = item.texts.get(key) ?? ''
    if (kind === 'delta' && typeof event.delta !== 'string') this.#breach('A delta must be a string.')
    else if (kind === 'delta') item.texts.set(key, before + event.delta)
    else if (before !== event[sum.done]) this.#breach('The deltas must add up to the text of the done event.')
    else item.texts.set(key, before)
  }

  #end(event: JsonObject, type: string): void {
    this.#terminal = type
    const response = isObject(event.response) ? event.response : {}
    if (response.status !== type.slice('response.'.length))
      this.#breach('The status of the response must agree with the event.')
    if (!('usage' in response)) this.#breach('The terminal event must report usage, or null.')
    const output = Array.isArray(response.output) ? response.output : []
    if (output.length !== this.#items.length) this.#breach('The output must hold the items that were added.')
    this.#items.forEach((item, index) => {
      if (item.done === undefined) this.#breach('Every item that was added must be done.')
      else if (!equalsDefault(output[index], item.done))
        this.#breach('The output must hold the items as they were done.')
    })
  }
}

/** The final text a sum of deltas must equal. */
function finalText(item: JsonObject, key: string): unknown {
  const [stem = '', index = '0'] = key.split('/')
  if (stem === 'response.function_call_arguments') return item.arguments
  if (stem === 'response.custom_tool_call_input') return item.input
  const parts = stem === 'response.reasoning_summary_text' ? item.summary : item.content
  const part: unknown = Array.isArray(parts) ? parts[Number(index)] : undefined
  if (!isObject(part)) return undefined
  return part.type === 'refusal' ? part.refusal : part.text
}

/** Lists the breaches of the rules every emitted Responses stream keeps; empty for a well-formed stream. */
export function checkResponseEvents(events: Iterable<unknown>): EventViolation[] {
  const check = new EventCheck()
  let index = 0
  for (const event of events) check.event(event, index++)
  check.finish()
  return check.violations
}
