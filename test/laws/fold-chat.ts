// Adds the chunks of a chat stream up to the completion that a server would have sent without streaming.
import { isRecord, type Json, type JsonObject, same } from './json.ts'

export interface FoldedChat {
  completion: JsonObject
  /** The last element was the literal `[DONE]`. */
  done: boolean
  /** Some choice said why it ended. */
  finished: boolean
  /** What an error chunk said, if one came. */
  error: Json | null
}

export function foldChat(chunks: readonly unknown[]): FoldedChat {
  const completion: JsonObject = {}
  const choices: JsonObject[] = []
  let error: Json | null = null
  for (const chunk of chunks) {
    if (!isRecord(chunk)) continue
    if (chunk.error !== undefined && chunk.error !== null) error = chunk.error
    for (const [key, value] of Object.entries(chunk)) {
      // Obfuscation pads chunks of a stream and is no part of what they say.
      if (key === 'choices' || key === 'obfuscation' || key === 'error' || value === null) continue
      // The name of a completion is the first one given: the filter chunk that opens some streams has empty ones.
      if (['id', 'model', 'created', 'object'].includes(key)) completion[key] ||= value
      else completion[key] = value
    }
    for (const choice of records(chunk.choices)) addChoice(choices, choice)
  }
  const indexOf = (choice: JsonObject) => Number(choice.index)
  completion.object = 'chat.completion'
  completion.choices = choices.sort((left, right) => indexOf(left) - indexOf(right))
  const finished = choices.some(choice => typeof choice.finish_reason === 'string')
  return { completion, done: chunks.at(-1) === '[DONE]', finished, error }
}

function records(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

function addChoice(choices: JsonObject[], part: JsonObject): void {
  const index = part.index ?? 0
  let choice = choices.find(each => each.index === index)
  if (choice === undefined) {
    choice = { index, message: { role: 'assistant', content: null }, logprobs: null }
    choices.push(choice)
  }
  if (isRecord(part.logprobs)) choice.logprobs = sum(isRecord(choice.logprobs) ? choice.logprobs : {}, part.logprobs)
  for (const [key, value] of Object.entries(part)) {
    if (['index', 'delta', 'logprobs'].includes(key) || value === null) continue
    // What a filter found is told piece by piece; a reason is said once.
    choice[key] = isRecord(value) && isRecord(choice[key]) ? { ...choice[key], ...value } : value
  }
  if (isRecord(part.delta) && isRecord(choice.message)) addDelta(choice.message, part.delta)
}

function addDelta(message: JsonObject, delta: JsonObject): void {
  for (const [key, value] of Object.entries(delta)) {
    if (value === null) continue
    if (key === 'role') message.role = value
    else if (key === 'tool_calls') addCalls(message, records(value))
    else if (key === 'function_call' && isRecord(value)) {
      message.function_call = call(isRecord(message.function_call) ? message.function_call : {}, value)
    } else message[key] = add(message[key], value)
  }
}

/** Strings and lists of a delta continue; everything else is said anew. */
function add(before: Json | undefined, more: Json): Json {
  if (typeof before === 'string' && typeof more === 'string') return before + more
  if (Array.isArray(before) && Array.isArray(more)) return [...before, ...more]
  if (isRecord(before) && isRecord(more)) return sum(before, more)
  return more
}

function sum(before: JsonObject, more: JsonObject): JsonObject {
  const result = { ...before }
  for (const [key, value] of Object.entries(more)) {
    if (value === null) result[key] ??= null
    else result[key] = key === 'id' ? value : add(result[key], value)
  }
  return result
}

/** The calls of a message while they grow; where each one stands in the stream is not part of the completion. */
const positions = new WeakMap<JsonObject, { index: Json | undefined; call: JsonObject }[]>()

function addCalls(message: JsonObject, deltas: JsonObject[]): void {
  const open = positions.get(message) ?? []
  positions.set(message, open)
  for (const { index, ...delta } of deltas) {
    const id = typeof delta.id === 'string' && delta.id !== '' ? delta.id : undefined
    const atIndex = index === undefined ? undefined : open.findLast(each => same(each.index, index))
    // Without an index the id tells which call goes on, and without an id it is the last one.
    let current =
      atIndex ?? (index === undefined ? open.findLast(each => id === undefined || each.call.id === id) : undefined)
    // Some servers send every call at index 0: a new id is a new call.
    if (current !== undefined && id !== undefined && (current.call.id ?? id) !== id) current = undefined
    if (current === undefined) {
      current = { index, call: {} }
      open.push(current)
    }
    addCall(current.call, delta)
  }
  message.tool_calls = open.map(each => each.call)
}

function addCall(target: JsonObject, delta: JsonObject): void {
  for (const [key, value] of Object.entries(delta)) {
    if (value === null) continue
    if ((key === 'function' || key === 'custom') && isRecord(value)) {
      target[key] = call(isRecord(target[key]) ? target[key] : {}, value)
    } else if (key !== 'id' || value !== '') target[key] = value
  }
}

/** A name may come in pieces, or whole again on every delta. */
function call(before: JsonObject, delta: JsonObject): JsonObject {
  const result = { ...before }
  for (const [key, value] of Object.entries(delta)) {
    if (value === null || (key === 'name' && value === before.name)) continue
    result[key] = add(before[key], value)
  }
  return result
}
