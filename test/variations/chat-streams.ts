// What servers of Chat Completions may do to a stream: cut its deltas elsewhere, repeat themselves, say less, break off.

import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import {
  addDelta,
  type Chunks,
  choicesOf,
  deltaOf,
  ends,
  indexOfCalls,
  indexOfEnd,
  indexOfStart,
  like,
  placesWhere,
  textOf,
} from './chat-stream-places.ts'
import { addUnknownKey, below, pick, records, type Variation } from './variation.ts'

const thoughts: readonly JsonObject[] = [
  { role: 'assistant', reasoning_content: 'Hm.' },
  { role: 'assistant', content: '', reasoning: 'Hm.' },
  { role: 'assistant', content: null, reasoning_content: 'Hm.', reasoning: 'Hm.' },
  { role: 'assistant', content: '', reasoning: 'Hm.', reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] },
]

/** The choices that have a delta: a few gateways send a whole message in its place. */
const speaking = (chunks: Chunks) => chunks.flatMap(choicesOf).filter(choice => isRecord(choice.delta))

export const chatStreamVariations: Readonly<Record<string, Variation<Chunks>>> = {
  'an unknown key': (chunks, random) => addUnknownKey(pick(random, chunks.filter(isRecord)) ?? null, random),
  'a delta cut in two': (chunks, random) => {
    const at = pick(
      random,
      placesWhere(chunks, chunk => choicesOf(chunk).length === 1 && !ends(chunk)),
    )
    if (at === undefined) return false
    const [choice = {}] = choicesOf(chunks[at])
    const text = textOf(deltaOf(choice), random)
    if (text === undefined) return false
    const [holder, key] = text
    const whole = String(holder[key])
    const cut = below(random, whole.length + 1)
    const second: JsonObject = {}
    const call = records(deltaOf(choice).tool_calls)[0]
    if (holder === deltaOf(choice)) second[key] = whole.slice(cut)
    else {
      if (records(deltaOf(choice).tool_calls).length > 1 || call?.index === undefined) return false
      const kind = isRecord(call.function) ? 'function' : 'custom'
      second.tool_calls = [{ index: call.index, [kind]: { [key]: whole.slice(cut) } }]
    }
    holder[key] = whole.slice(0, cut)
    const after = like(chunks[at], second)
    after.choices = [{ index: choice.index ?? 0, delta: second, finish_reason: null }]
    chunks.splice(at + 1, 0, after)
    return true
  },
  'an empty delta': (chunks, random) =>
    addDelta(
      chunks,
      random,
      pick(random, [
        {},
        { content: '' },
        { content: null },
        { role: 'assistant' },
        { role: 'assistant', content: '', tool_calls: [] },
        { tool_calls: null, refusal: null, function_call: null },
      ]) ?? {},
    ),
  'one more text': (chunks, random) =>
    addDelta(chunks, random, { content: pick(random, ['more ', '\n', 'é', '😀']) ?? 'x' }),
  'a thought first': (chunks, random) => {
    const start = indexOfStart(chunks)
    const thinks = ({ reasoning_content, reasoning }: JsonObject) =>
      typeof (reasoning_content ?? reasoning) === 'string'
    if (start === -1 || chunks.flatMap(choicesOf).map(deltaOf).some(thinks)) return false
    chunks.splice(start, 0, like(chunks[start], structuredClone(pick(random, thoughts) ?? {})))
    return true
  },
  'usage on every chunk': chunks => {
    for (const [at, chunk] of chunks.filter(isRecord).entries()) {
      chunk.usage = { prompt_tokens: 3, completion_tokens: at, total_tokens: 3 + at }
    }
    return true
  },
  'usage twice': chunks => {
    const at = chunks.findLastIndex(chunk => isRecord(chunk) && isRecord(chunk.usage))
    if (at === -1) return false
    chunks.splice(at, 0, structuredClone(chunks[at] ?? null))
    return choicesOf(chunks[at]).length === 0
  },
  'usage with the end': chunks => {
    const usage = chunks.filter(isRecord).findLast(chunk => isRecord(chunk.usage))?.usage
    const end = indexOfEnd(chunks)
    if (usage === undefined || end === -1) return false
    for (const chunk of chunks.filter(isRecord)) delete chunk.usage
    Object.assign(Object(chunks[end]), { usage })
    return true
  },
  'no usage': chunks => {
    for (const chunk of chunks.filter(isRecord)) delete chunk.usage
    return true
  },
  'no [DONE]': chunks => {
    if (chunks.at(-1) !== '[DONE]') return false
    chunks.pop()
    return true
  },
  'no reason': chunks => {
    for (const chunk of chunks) for (const choice of choicesOf(chunk)) choice.finish_reason = null
    return true
  },
  'another reason': (chunks, random) => {
    const reason = pick(random, ['stop', 'length', 'content_filter', 'tool_calls', 'eos', 'function_call']) ?? 'stop'
    const found = chunks.flatMap(choicesOf).filter(choice => typeof choice.finish_reason === 'string')
    for (const choice of found) choice.finish_reason = reason
    return found.length > 0
  },
  'the reason with the last delta': chunks => {
    const end = indexOfEnd(chunks)
    const [ending] = choicesOf(chunks[end])
    const [before] = choicesOf(chunks[end - 1])
    if (ending === undefined || before === undefined || Object.keys(deltaOf(ending)).length > 0) return false
    if (before.index !== ending.index) return false
    before.finish_reason = ending.finish_reason ?? null
    chunks.splice(end, 1)
    return true
  },
  'a role on every delta': chunks => {
    for (const choice of speaking(chunks)) choice.delta = { role: 'assistant', ...deltaOf(choice) }
    return true
  },
  'no role': chunks => {
    for (const choice of chunks.flatMap(choicesOf)) delete deltaOf(choice).role
    return true
  },
  'ids on every delta of a call': chunks => {
    const ids = new Map<Json | undefined, JsonObject>()
    let found = false
    for (const call of chunks
      .flatMap(choicesOf)
      .filter(choice => (choice.index ?? 0) === 0)
      .flatMap(choice => records(deltaOf(choice).tool_calls))) {
      if (call.index === undefined) return false
      if (typeof call.id === 'string') ids.set(call.index, { id: call.id, type: call.type ?? 'function' })
      else {
        Object.assign(call, ids.get(call.index))
        found = true
      }
    }
    return found
  },
  'types of calls left out': chunks => {
    const calls = chunks.flatMap(choicesOf).flatMap(choice => records(deltaOf(choice).tool_calls))
    const typed = calls.filter(call => call.type === 'function')
    for (const call of typed) delete call.type
    return typed.length > 0
  },
  'empty lists and nulls': (chunks, random) => {
    const choice = pick(random, speaking(chunks))
    if (choice === undefined) return false
    choice.logprobs ??= null
    choice.delta = { refusal: null, function_call: null, annotations: [], ...deltaOf(choice) }
    return true
  },
  'envelopes without kind or time': chunks => {
    for (const chunk of chunks.filter(isRecord)) {
      delete chunk.object
      delete chunk.created
    }
    return true
  },
  'vendor keys': (chunks, random) => {
    for (const chunk of chunks.filter(isRecord)) Object.assign(chunk, { provider: 'Someone', obfuscation: 'abc' })
    for (const choice of chunks.flatMap(choicesOf))
      Object.assign(choice, { native_finish_reason: below(random, 2) ? null : 'STOP' })
    return true
  },
  'a filter first': chunks => {
    chunks.unshift({
      id: '',
      object: '',
      created: 0,
      model: '',
      choices: [],
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
    })
    return true
  },
  'an error within': (chunks, random) => {
    chunks.splice(
      below(random, Math.max(1, indexOfEnd(chunks))),
      Number.POSITIVE_INFINITY,
      pick(random, [
        { error: { message: 'It broke.', type: 'server_error', code: 500, param: null } },
        { id: 'x', choices: [], error: { message: 'Slow down.', code: 429 } },
        { error: 'It broke.' },
      ]) ?? {},
    )
    return true
  },
  'a break': (chunks, random) => {
    chunks.splice(below(random, chunks.length), Number.POSITIVE_INFINITY)
    return true
  },
  'a break that says [DONE]': (chunks, random) => {
    if (indexOfStart(chunks) === -1) return false
    chunks.splice(1 + indexOfStart(chunks) + below(random, chunks.length), Number.POSITIVE_INFINITY, '[DONE]')
    return true
  },
  'a last word after the reason': (chunks, random) => {
    const end = indexOfEnd(chunks)
    if (end === -1 || indexOfCalls(chunks) !== -1) return false
    chunks.splice(end + 1, 0, like(chunks[end], pick(random, [{}, { content: '' }, { content: 'late' }]) ?? {}))
    return true
  },
}
