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

/** Objects that grow lie no deeper in a message than this: a list of calls, a call, its function, its arguments. */
const deepest = 4

/** Adds a list of indexed entries (tool calls) or appends plain ones (annotations, log probabilities). */
function addList(sum: unknown[], list: readonly unknown[], depth: number): void {
  for (const entry of list) {
    if (!isObject(entry) || typeof entry.index !== 'number') {
      sum.push(entry)
      continue
    }
    const existing = numberedEntries(sum).get(entry.index)
    if (existing !== undefined) addMembers(existing, entry, depth)
    else {
      const grown = addMembers({}, entry, depth)
      numberedEntries(sum).set(entry.index, grown)
      sum.push(grown)
    }
  }
}

const numbered = new WeakMap<unknown[], Map<number, JsonObject>>()

/** The entries of a growing list by their index: looked through, a list of many calls would cost the square of it. */
function numberedEntries(list: unknown[]): Map<number, JsonObject> {
  let entries = numbered.get(list)
  if (entries === undefined) {
    entries = new Map()
    numbered.set(list, entries)
  }
  return entries
}

function addMembers(sum: JsonObject, delta: JsonObject, depth: number): JsonObject {
  for (const key in delta) {
    if (key === '__proto__') continue
    const value = delta[key]
    const before = sum[key]
    if (value === undefined || (value === null && before !== undefined)) continue
    if (typeof value === 'string' && typeof before === 'string' && pieces.has(key)) sum[key] = before + value
    else if (depth > 0 && Array.isArray(value)) {
      const list: unknown[] = Array.isArray(before) ? before : []
      addList(list, value, depth - 1)
      sum[key] = list
    } else if (depth > 0 && isObject(value)) sum[key] = addMembers(isObject(before) ? before : {}, value, depth - 1)
    else sum[key] = value
  }
  return sum
}

/**
 * Adds one delta to a message, which grows in place: a copy for every delta would make a long stream cost the square of
 * its length. The delta is not changed, and what may still grow is not shared with it.
 */
export function addDelta(message: JsonObject, delta: JsonObject): JsonObject {
  return addMembers(message, delta, deepest)
}

/** The finished completion a stream of chunks amounts to, grown chunk by chunk. */
export class ChatFold {
  readonly #envelope: JsonObject = {}
  readonly #choices: JsonObject[] = []

  add(chunk: JsonObject): void {
    for (const key in chunk) {
      if (key === 'choices' || key === 'obfuscation' || key === '__proto__') continue
      const value = chunk[key]
      if (value !== null || this.#envelope[key] === undefined) this.#envelope[key] = value
    }
    if (!Array.isArray(chunk.choices)) return
    for (const choice of chunk.choices) if (isObject(choice)) this.#addChoice(choice)
  }

  #addChoice(choice: JsonObject): void {
    const { logprobs } = choice
    // Some gateways send a finished message where a delta belongs.
    const said = choice.delta ?? choice.message
    const sum = this.#choiceAt(typeof choice.index === 'number' ? choice.index : 0)
    for (const key in choice) {
      if (key === 'delta' || key === 'message' || key === 'logprobs' || key === '__proto__') continue
      // Azure's last chunk has an empty filter report: what says nothing does not overrule what was said.
      if (sum[key] === undefined || !isNothing(choice[key])) sum[key] = choice[key]
    }
    if (isObject(said)) addDelta(sum.message as JsonObject, said)
    if (isObject(logprobs)) addDelta(sum, { logprobs })
  }

  #choiceAt(index: number): JsonObject {
    const existing = this.#choices.find(choice => choice.index === index)
    if (existing !== undefined) return existing
    // A finished message says `null` where none of its deltas said a text.
    const choice = { index, message: { content: null }, logprobs: null }
    this.#choices.push(choice)
    return choice
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
