// What servers of the Responses API may answer besides what was recorded: other items, endings, and less than all keys.

import type { JsonObject } from '../laws/json.ts'
import { isRecord } from '../laws/json.ts'
import { endings, envelope, items, usages } from './responses-result-samples.ts'
import { addUnknownKey, below, pick, records, settle, type Variation } from './variation.ts'

/** Without these keys others would contradict the rest. */
function contradicted({ status, error }: JsonObject, key: string): boolean {
  if (key === 'status') return isRecord(error)
  return key === 'output' || (key === 'incomplete_details' && status === 'incomplete')
}

export const responsesResultVariations: Readonly<Record<string, Variation<JsonObject>>> = {
  'an unknown key': addUnknownKey,
  'an envelope': (response, random) => settle(response, envelope, random),
  usage: (response, random) => {
    response.usage = structuredClone(pick(random, usages) ?? null)
    return true
  },
  'a key less': (response, random) => {
    const key = pick(
      random,
      Object.keys(response).filter(each => !contradicted(response, each)),
    )
    if (key === undefined) return false
    delete response[key]
    return true
  },
  'another item': (response, random) => {
    if (!Array.isArray(response.output)) return false
    const item = structuredClone(pick(random, items) ?? {})
    if (records(response.output).some(each => each.id === item.id && item.id !== undefined)) return false
    response.output.splice(below(random, response.output.length + 1), 0, item)
    return true
  },
  "another answer's items": (response, random, pool) => {
    const output = pick(random, pool)?.output
    if (!Array.isArray(output) || !Array.isArray(response.output)) return false
    const ids = records(response.output).flatMap(item => [item.id, item.call_id])
    const clash = records(output).some(item => [item.id, item.call_id].some(id => id !== undefined && ids.includes(id)))
    if (clash) return false
    response.output.push(...structuredClone(output))
    return true
  },
  'an item less': (response, random) => {
    if (!Array.isArray(response.output) || response.output.length === 0) return false
    response.output.splice(below(random, response.output.length), 1)
    return true
  },
  'another ending': (response, random) => {
    Object.assign(response, { incomplete_details: null, error: null }, structuredClone(pick(random, endings)))
    return true
  },
  'an item without its own keys': (response, random) => {
    const item = pick(random, records(response.output))
    const key = pick(random, ['id', 'status', 'role', 'phase'])
    if (item === undefined || key === undefined || item[key] === undefined) return false
    if (key === 'role' && item.role !== 'assistant') return false
    if (key === 'status' && response.status === 'incomplete') return false
    delete item[key]
    return true
  },
  'parts without lists': (response, random) => {
    const parts = records(response.output).flatMap(item => records(item.content))
    const part = pick(
      random,
      parts.filter(each => each.type === 'output_text'),
    )
    if (part === undefined) return false
    if (Array.isArray(part.annotations) && part.annotations.length === 0) delete part.annotations
    if (Array.isArray(part.logprobs) && part.logprobs.length === 0) delete part.logprobs
    return isRecord(part)
  },
  'its text once more': (response, random) => {
    const parts = records(response.output).flatMap(item => (item.type === 'message' ? records(item.content) : []))
    const text = parts.map(part => (part.type === 'output_text' ? String(part.text) : '')).join('')
    response.output_text = pick(random, [text, text, 'another text']) ?? text
    return true
  },
  'another id': (response, random) => {
    response.id = pick(random, ['resp_', 'gen-1', '', null, 'r']) ?? null
    return true
  },
}
