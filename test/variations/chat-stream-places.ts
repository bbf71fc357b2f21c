// Finds its way in a stream of chat chunks: where it begins, speaks, calls and ends.
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import type { Random } from '../laws/malformed.ts'
import { below, pick, records } from './variation.ts'

export type Chunks = Json[]

export const choicesOf = (chunk: Json | undefined): JsonObject[] => (isRecord(chunk) ? records(chunk.choices) : [])
export const deltaOf = (choice: JsonObject): JsonObject => (isRecord(choice.delta) ? choice.delta : {})
export const placesWhere = (chunks: Chunks, test: (chunk: JsonObject) => boolean): number[] =>
  [...chunks.keys()].filter(at => isRecord(chunks[at]) && test(Object(chunks[at])))
export const ends = (chunk: JsonObject) => choicesOf(chunk).some(choice => typeof choice.finish_reason === 'string')
export const indexOfEnd = (chunks: Chunks) => chunks.findIndex(chunk => isRecord(chunk) && ends(chunk))

/** A chunk like the one given, with another delta of the same choice. */
export function like(chunk: Json | undefined, delta: JsonObject): JsonObject {
  const { usage: _usage, ...envelope } = structuredClone(Object(chunk)) as JsonObject
  return { ...envelope, choices: [{ index: 0, delta, finish_reason: null }] }
}

export const thinks = ({ reasoning_content, reasoning }: JsonObject) =>
  typeof (reasoning_content ?? reasoning) === 'string'

/** Text comes before refusals and calls: the finished completion does not tell another order. */
export const indexOfCalls = (chunks: Chunks) =>
  chunks.findIndex(chunk =>
    choicesOf(chunk)
      .map(deltaOf)
      .some(
        delta =>
          records(delta.tool_calls).length > 0 || isRecord(delta.function_call) || typeof delta.refusal === 'string',
      ),
  )

/** The first chunk that has a choice: before it nothing has been said. */
export const indexOfStart = (chunks: Chunks) => chunks.findIndex(chunk => choicesOf(chunk).length > 0)

export function addDelta(chunks: Chunks, random: Random, delta: JsonObject): boolean {
  const calls = indexOfCalls(chunks)
  const end = calls === -1 ? indexOfEnd(chunks) : calls - 1
  // Thoughts come before text, too.
  const start = Math.max(
    indexOfStart(chunks),
    chunks.findLastIndex(chunk => choicesOf(chunk).map(deltaOf).some(thinks)),
  )
  if (start === -1 || end <= start) return false
  chunks.splice(start + 1 + below(random, end - start), 0, like(chunks[start], delta))
  return true
}

/** A text in a delta that can be cut in two: its holder and its key. */
export function textOf(delta: JsonObject, random: Random): [JsonObject, string] | undefined {
  const call = records(delta.tool_calls)[0]
  const inner = call === undefined ? undefined : isRecord(call.function) ? call.function : call.custom
  const texts: [JsonObject, string][] = []
  // A thought that is told under two names would have to be cut twice.
  const thoughts =
    delta.reasoning_content === undefined || delta.reasoning === undefined ? ['reasoning_content', 'reasoning'] : []
  for (const key of ['content', 'refusal', ...thoughts]) {
    if (typeof delta[key] === 'string' && delta[key] !== '') texts.push([delta, key])
  }
  for (const key of ['arguments', 'input']) {
    if (isRecord(inner) && typeof inner[key] === 'string' && inner[key] !== '') texts.push([inner, key])
  }
  return pick(random, texts)
}
