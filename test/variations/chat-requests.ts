// What clients of Chat Completions may send besides what was recorded: older and newer forms, and other vendors' keys.

import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import { settings, tools, turns } from './chat-request-samples.ts'
import { addUnknownKey, below, pick, records, settle, type Variation } from './variation.ts'

/** Where a turn may begin: not between a call and its result. */
function insert(messages: Json[], turn: readonly JsonObject[], random: () => number): void {
  const isResult = (message: Json | undefined) =>
    isRecord(message) && (message.role === 'tool' || message.role === 'function')
  const places = [...messages.keys(), messages.length].filter(at => !isResult(messages[at]))
  messages.splice(pick(random, places) ?? messages.length, 0, ...structuredClone(turn))
}

export const chatRequestVariations: Readonly<Record<string, Variation<JsonObject>>> = {
  'an unknown key': addUnknownKey,
  settings: (request, random) => {
    settle(request, settings, random)
    if (request.tools === undefined && request.functions === undefined) delete request.parallel_tool_calls
    return true
  },
  'a key less': (request, random) => {
    const key = pick(
      random,
      Object.keys(request).filter(each => each !== 'messages'),
    )
    if (key === undefined) return false
    delete request[key]
    // Without tools chat refuses to hear how to use them.
    if (key === 'tools' || key === 'functions')
      for (const other of ['tool_choice', 'function_call', 'parallel_tool_calls']) delete request[other]
    return true
  },
  'another turn': (request, random) => {
    const legacy = records(request.messages).some(message => isRecord(message.function_call))
    if (!Array.isArray(request.messages) || legacy) return false
    insert(request.messages, pick(random, turns) ?? [], random)
    return true
  },
  'another conversation': (request, random, pool) => {
    const other = pick(random, pool)
    if (!Array.isArray(other?.messages)) return false
    request.messages = structuredClone(other.messages)
    return true
  },
  'other tools': (request, random, pool) => {
    const other = pick(
      random,
      pool.filter(each => Array.isArray(each.tools)),
    )
    if (other === undefined || request.functions !== undefined) return false
    delete request.tool_choice
    request.tools = structuredClone(other.tools ?? [])
    return true
  },
  'one more tool': (request, random) => {
    if (request.functions !== undefined) return false
    request.tools = [...records(request.tools), structuredClone(pick(random, tools) ?? {})]
    return true
  },
  'a tool choice': (request, random) => {
    const tool = pick(random, records(request.tools))
    if (tool === undefined) return false
    const kind = tool.type === 'custom' ? 'custom' : 'function'
    const name = isRecord(tool[kind]) ? (tool[kind].name ?? 'f') : 'f'
    const named: JsonObject = { type: kind, [kind]: { name } }
    const allowed: JsonObject = { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [named] } }
    request.tool_choice = pick(random, ['auto', 'none', 'required', named, allowed]) ?? 'auto'
    return true
  },
  'texts in parts': (request, random) => {
    const message = pick(
      random,
      records(request.messages).filter(each => typeof each.content === 'string'),
    )
    if (message === undefined || message.role === 'function') return false
    message.content = [{ type: 'text', text: message.content ?? '' }]
    return true
  },
  'parts as texts': (request, random) => {
    const message = pick(
      random,
      records(request.messages).filter(each => Array.isArray(each.content)),
    )
    if (message === undefined) return false
    message.content = records(message.content)
      .map(part => String(part.text ?? ''))
      .join(' ')
    return true
  },
  'a first message less': request => {
    if (!Array.isArray(request.messages) || request.messages.length < 2) return false
    const second = request.messages[1]
    if (isRecord(second) && (second.role === 'tool' || second.role === 'function')) return false
    request.messages.shift()
    return true
  },
  'a role renamed': (request, random) => {
    const message = pick(
      random,
      records(request.messages).filter(each => each.role === 'system' || each.role === 'developer'),
    )
    if (message === undefined) return false
    message.role = message.role === 'system' ? 'developer' : 'system'
    return true
  },
  'nulls where nothing is': (request, random) => {
    const message = pick(random, records(request.messages))
    const key = pick(random, ['name', 'tool_calls', 'function_call', 'refusal', 'audio', 'annotations'])
    if (message === undefined || key === undefined || message[key] !== undefined) return false
    if (key !== 'name' && message.role !== 'assistant') return false
    message[key] =
      below(random, 2) === 0 || key === 'name' ? null : key === 'tool_calls' || key === 'annotations' ? [] : null
    return true
  },
}
