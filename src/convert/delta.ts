// A chat message is the sum of its deltas: the one fold of chat chunks into the finished completion.
import { isNothing, isObject, type JsonObject } from '../atlas/read.ts'

/** Texts that arrive in pieces. Everything else that is a string arrives whole. */
const pieces: ReadonlySet<string> = new Set([
  'content',
  'refusal',
  'reasoning_content',
  'reasoning',
  'arguments',
  'input',
])

function entryFor(list: unknown[], entry: JsonObject): number {
  if (typeof entry.index === 'number') {
    const found = list.findIndex(existing => isObject(existing) && existing.index === entry.index)
    return found < 0 ? list.length : found
  }
  return list.length
}

/** Adds a list of indexed entries (tool calls) or appends plain ones (annotations, log probabilities). */
function addList(before: unknown, list: readonly unknown[]): unknown[] {
  const merged = Array.isArray(before) ? [...before] : []
  for (const entry of list) {
    if (!isObject(entry)) merged.push(entry)
    else {
      const position = entryFor(merged, entry)
      merged[position] = addDelta(isObject(merged[position]) ? merged[position] : {}, entry)
    }
  }
  return merged
}

/** Adds one delta to a message, or one member of it. Returns the sum; neither input is changed. */
export function addDelta(sum: JsonObject, delta: JsonObject): JsonObject {
  const merged: JsonObject = { ...sum }
  for (const [key, value] of Object.entries(delta)) {
    const before = merged[key]
    if (value === undefined || (value === null && before !== undefined)) continue
    if (typeof value === 'string' && typeof before === 'string' && pieces.has(key)) merged[key] = before + value
    else if (Array.isArray(value)) merged[key] = addList(before, value)
    else if (isObject(value) && isObject(before)) merged[key] = addDelta(before, value)
    else if (key !== '__proto__') merged[key] = value
  }
  return merged
}

/** The finished completion a stream of chunks amounts to, grown chunk by chunk. */
export class ChatFold {
  #envelope: JsonObject = {}
  readonly #choices: JsonObject[] = []

  add(chunk: JsonObject): void {
    for (const [key, value] of Object.entries(chunk)) {
      if (key === 'choices' || key === 'obfuscation' || key === '__proto__') continue
      if (value !== null || this.#envelope[key] === undefined) this.#envelope[key] = value
    }
    if (!Array.isArray(chunk.choices)) return
    for (const choice of chunk.choices) if (isObject(choice)) this.#addChoice(choice)
  }

  #addChoice(choice: JsonObject): void {
    const index = typeof choice.index === 'number' ? choice.index : 0
    const found = this.#choices.findIndex(existing => existing.index === index)
    const position = found < 0 ? this.#choices.length : found
    const { delta, logprobs, ...rest } = choice
    const before = this.#choices[position] ?? { index, message: {} }
    const message = isObject(delta) ? addDelta(before.message as JsonObject, delta) : before.message
    const probabilities = isObject(logprobs) ? addDelta(before, { logprobs }).logprobs : before.logprobs
    // Azure's last chunk has an empty filter report: what says nothing does not overrule what was said.
    const kept = Object.entries(rest).filter(([key, value]) => before[key] === undefined || !isNothing(value))
    this.#choices[position] = { ...before, ...Object.fromEntries(kept), logprobs: probabilities ?? null, message }
  }

  get completion(): JsonObject {
    const { object: _chunk, ...envelope } = this.#envelope
    return { ...envelope, object: 'chat.completion', choices: this.#choices.map(finishedChoice) }
  }
}

/** Calls stand in a list; their `index` belongs to streams. */
export function withoutIndexes(message: JsonObject): JsonObject {
  if (!Array.isArray(message.tool_calls)) return message
  return { ...message, tool_calls: message.tool_calls.map(({ index: _index, ...call }) => call) }
}

function finishedChoice(choice: JsonObject): JsonObject {
  return { ...choice, message: withoutIndexes(choice.message as JsonObject) }
}
