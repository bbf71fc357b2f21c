// Adds the events of a Responses stream up: to what its terminal event says, and to what its deltas say.
import { brief, copy, isRecord, type Json, type JsonObject, same } from './json.ts'

export interface FoldedResponses {
  /** The finished object in the terminal event. */
  response: JsonObject | null
  /** The type of the terminal event. */
  terminal: string | null
  /** The same object with the output that deltas and items make; null without a terminal event. */
  rebuilt: JsonObject | null
  /** Where deltas, `done` events, items and the finished object contradict each other. */
  contradictions: string[]
  error: Json | null
}

export const terminals = ['response.completed', 'response.incomplete', 'response.failed']

export function foldResponses(events: readonly unknown[]): FoldedResponses {
  const items: Growing[] = []
  const result: FoldedResponses = { response: null, terminal: null, rebuilt: null, contradictions: [], error: null }
  for (const event of events) {
    if (!isRecord(event)) continue
    if (event.type === 'error') result.error = event.error ?? event
    else if (typeof event.type === 'string' && terminals.includes(event.type) && isRecord(event.response)) {
      result.response = event.response
      result.terminal = event.type
    } else take(items, event, result.contradictions)
  }
  if (result.response !== null) {
    const output = items.filter(item => item !== undefined).map(item => item.item)
    result.rebuilt = { ...result.response, output }
    if (!same(output, result.response.output)) {
      result.contradictions.push(`output: items ${brief(output)}, finished object ${brief(result.response.output)}`)
    }
  }
  return result
}

/** An item and the texts its deltas have made so far, by the place of the text in the item. */
interface Growing {
  item: JsonObject
  texts: Map<string, string>
}

/** For each kind of text that grows: the key that holds it when finished, and where in the item it stands. */
const texts: Record<string, { key: string; place: (event: JsonObject) => string[] }> = {
  'response.output_text': { key: 'text', place: event => ['content', String(event.content_index), 'text'] },
  'response.refusal': { key: 'refusal', place: event => ['content', String(event.content_index), 'refusal'] },
  'response.reasoning_text': { key: 'text', place: event => ['content', String(event.content_index), 'text'] },
  'response.reasoning_summary_text': { key: 'text', place: event => ['summary', String(event.summary_index), 'text'] },
  'response.function_call_arguments': { key: 'arguments', place: () => ['arguments'] },
  'response.mcp_call_arguments': { key: 'arguments', place: () => ['arguments'] },
  'response.custom_tool_call_input': { key: 'input', place: () => ['input'] },
  'response.code_interpreter_call_code': { key: 'code', place: () => ['code'] },
}

function take(items: Growing[], event: JsonObject, contradictions: string[]): void {
  const index = Number(event.output_index)
  const growing = items[index]
  if (event.type === 'response.output_item.added' && isRecord(event.item)) {
    items[index] = { item: event.item, texts: new Map() }
  } else if (event.type === 'response.output_item.done' && isRecord(event.item)) {
    items[index] = { item: finished(event.item, growing, contradictions), texts: new Map() }
  } else if (growing !== undefined && typeof event.type === 'string') {
    const dot = event.type.lastIndexOf('.')
    const text = texts[event.type.slice(0, dot)]
    if (text === undefined) return
    const place = text.place(event).join('/')
    const before = growing.texts.get(place)
    if (event.type.endsWith('.delta')) growing.texts.set(place, (before ?? '') + String(event.delta))
    if (!event.type.endsWith('.done')) return
    // `done` without deltas is legal; a `done` that says something else than its deltas is not.
    if (before !== undefined && before !== event[text.key]) {
      contradictions.push(`${event.type} at output ${index}: ${brief(event[text.key])} after deltas ${brief(before)}`)
    }
    growing.texts.set(place, String(event[text.key]))
  }
}

/** The finished item with its texts put in from the deltas, wherever there were any. */
function finished(item: JsonObject, growing: Growing | undefined, contradictions: string[]): JsonObject {
  const result = copy(item)
  if (!isRecord(result)) return item
  for (const [place, text] of growing?.texts ?? []) {
    const path = place.split('/')
    const last = path.pop() ?? ''
    let holder: Json | undefined = result
    for (const token of path)
      holder = Array.isArray(holder) ? holder[Number(token)] : isRecord(holder) ? holder[token] : undefined
    if (!isRecord(holder) || holder[last] !== text) {
      contradictions.push(
        `item ${String(item.type)} /${place}: deltas ${brief(text)}, item ${brief(isRecord(holder) ? holder[last] : undefined)}`,
      )
    }
    if (isRecord(holder)) holder[last] = text
  }
  return result
}
