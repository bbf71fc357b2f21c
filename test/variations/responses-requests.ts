// What clients of the Responses API may send besides what was recorded: every kind of item, tool and setting.

import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { settings, tools, turns } from './responses-request-samples.ts'
import { addUnknownKey, pick, records, settle, type Variation } from './variation.ts'

/** Where items may be put in: not between a call and its output, and not between a thought and what it led to. */
function insert(items: Json[], turn: readonly JsonObject[], random: () => number): void {
  const opens = (item: Json | undefined) => isRecord(item) && /_output$|_response$/.test(String(item.type))
  const leads = (item: Json | undefined) => isRecord(item) && /^reasoning$|_call$|_request$/.test(String(item.type))
  const places = [...items.keys(), items.length].filter(at => !opens(items[at]) && !leads(items[at - 1]))
  items.splice(pick(random, places) ?? items.length, 0, ...structuredClone(turn))
}

function itemsOf(request: JsonObject): Json[] | null {
  if (typeof request.input === 'string') request.input = [{ role: 'user', content: request.input }]
  return Array.isArray(request.input) ? request.input : null
}

export const responsesRequestVariations: Readonly<Record<string, Variation<JsonObject>>> = {
  'an unknown key': addUnknownKey,
  settings: (request, random) => settle(request, settings, random),
  'a key less': (request, random) => {
    const key = pick(
      random,
      Object.keys(request).filter(each => each !== 'input'),
    )
    if (key === undefined) return false
    delete request[key]
    return true
  },
  'another turn': (request, random) => {
    const items = itemsOf(request)
    if (items === null) return false
    insert(items, pick(random, turns) ?? [], random)
    return true
  },
  'another conversation': (request, random, pool) => {
    const input = pick(random, pool)?.input
    if (input === undefined) return false
    request.input = structuredClone(input)
    return true
  },
  'other tools': (request, random, pool) => {
    const other = pick(
      random,
      pool.filter(each => Array.isArray(each.tools)),
    )
    if (other === undefined) return false
    request.tools = structuredClone(other.tools ?? [])
    return true
  },
  'one more tool': (request, random) => {
    request.tools = [...records(request.tools), structuredClone(pick(random, tools) ?? {})]
    return true
  },
  'a tool choice': (request, random) => {
    const tool = pick(random, records(request.tools))
    if (tool === undefined) return false
    const named: JsonObject =
      typeof tool.name === 'string'
        ? { type: tool.type ?? 'function', name: tool.name }
        : { type: tool.type ?? 'function' }
    if (named.type === 'namespace') return false
    const allowed: JsonObject = { type: 'allowed_tools', mode: 'required', tools: [named] }
    request.tool_choice = pick(random, ['auto', 'none', 'required', named, allowed]) ?? 'auto'
    return true
  },
  'an item less': (request, random) => {
    const items = itemsOf(request)
    if (items === null) return false
    const places = [...items.keys()].filter(
      at => !/call|reasoning|request|response/.test(String(Object(items[at]).type)),
    )
    const at = pick(random, places)
    if (at === undefined || items.length < 2) return false
    items.splice(at, 1)
    return true
  },
  'item types left out': request => {
    const messages = records(itemsOf(request) ?? []).filter(item => item.type === 'message')
    for (const message of messages) delete message.type
    return messages.length > 0
  },
  'items said to be done': (request, random) => {
    const item = pick(random, records(itemsOf(request) ?? []))
    if (item === undefined || item.type === 'item_reference') return false
    item.status = pick(random, ['completed', 'incomplete', 'in_progress', null]) ?? null
    return true
  },
  'texts in parts': (request, random) => {
    const message = pick(
      random,
      records(itemsOf(request) ?? []).filter(item => typeof item.content === 'string'),
    )
    if (message === undefined) return false
    message.content = [
      { type: message.role === 'assistant' ? 'output_text' : 'input_text', text: message.content ?? '' },
    ]
    return true
  },
}
