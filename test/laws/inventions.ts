// What a writer has to invent, because the format demands it and the source does not say it. Nothing of it is a loss.
import type { Report } from './alignment.ts'
import type { Kind } from './equivalences.ts'
import { copy, isRecord, type Json, type JsonObject } from './json.ts'

/** Keys that a document always has. Readers are tolerant of their absence, writers are exact (design §6). */
const written: Record<Kind, string[]> = {
  'chat request': ['messages'],
  'responses request': ['input'],
  'chat completion': ['id', 'object', 'created', 'model', 'choices', 'usage'],
  response: ['id', 'object', 'created_at', 'model', 'output', 'status', 'usage'],
}

/** A copy of `y` without the required keys that `x` left out, and with the call ids legacy calls never had made alike. */
export function withoutInventions(kind: Kind, x: Json, y: Json): Json {
  const result = copy(y)
  if (!isRecord(x) || !isRecord(result)) return result
  removeUnsaid(x, result, written[kind])
  const messages = messagesOf(x)
  const answers = messagesOf(result)
  if (messages.some(message => isRecord(message.function_call) || message.role === 'function')) {
    renumber(answers, new Set(messages.flatMap(callIds)))
  }
  for (const [index, choice] of list(x.choices).entries()) {
    const answer = list(result.choices)[index]
    if (!isRecord(choice) || !isRecord(answer)) continue
    removeUnsaid(choice, answer, ['index', 'finish_reason', 'message'])
    if (!isRecord(choice.message) || !isRecord(answer.message)) continue
    removeUnsaid(choice.message, answer.message, ['role'])
    const calls = list(answer.message.tool_calls)
    for (const [place, call] of list(choice.message.tool_calls).entries()) {
      const answered = calls[place]
      if (isRecord(call) && isRecord(answered)) removeUnsaid(call, answered, ['type'])
    }
  }
  const answered = list(result.output).filter(isRecord)
  for (const item of list(x.output).filter(isRecord)) {
    const type = item.type === 'output_text' ? 'message' : item.type
    const at = answered.findIndex(each => each.type === type)
    const [counterpart] = at === -1 ? [] : answered.splice(at, 1)
    if (counterpart !== undefined) removeUnsaid(item, counterpart, ['status'])
  }
  if (isRecord(x.usage) && isRecord(result.usage)) removeUnsaid(x.usage, result.usage, ['total_tokens'])
  return result
}

/** A copy of `x` without the text that SDKs add to a response, where it is the text of the output. */
export function withoutCopies(kind: Kind, x: Json): Json {
  if (kind !== 'response' || !isRecord(x) || x.output_text === undefined) return x
  const parts = list(x.output).flatMap(item => (isRecord(item) && Array.isArray(item.content) ? item.content : [item]))
  const texts = parts.map(part => (isRecord(part) && part.type === 'output_text' ? String(part.text ?? '') : ''))
  const { output_text: copied, ...rest } = x
  return copied === texts.join('') ? rest : x
}

/**
 * Puts what was reported as changed because it moves to another key back to where it was: a leading system message comes
 * back as `instructions`, and tools announced inside the conversation come back as tools.
 */
export function movedBack(kind: Kind, x: Json, y: Json, reports: Report[]): Json {
  if (kind !== 'responses request' || !isRecord(x) || !isRecord(y)) return y
  const result = { ...y }
  const isChanged = (path: string) => reports.some(report => report.effect === 'changed' && report.path === path)
  const isLeading = (item: Json, index: number) =>
    isRecord(item) && item.role === 'system' && isChanged(`/input/${index}`)
  if ((x.instructions ?? null) === null && result.instructions !== undefined && list(x.input).some(isLeading)) {
    const rest = typeof result.input === 'string' ? [{ role: 'user', content: result.input }] : list(result.input)
    result.input = [{ role: 'system', content: result.instructions }, ...rest]
    delete result.instructions
  }
  // And the other way round: alone they stay in the input, because an empty one is refused.
  const [first, ...others] = list(result.input)
  if (typeof x.instructions === 'string' && isChanged('/instructions') && isRecord(first) && first.role === 'system') {
    result.instructions = first.content ?? null
    result.input = others
  }
  const announced = list(x.input).flatMap((item, index) =>
    isRecord(item) && item.type !== 'message' && isChanged(`/input/${index}`) ? list(item.tools) : [],
  )
  const names = new Set(announced.map(tool => (isRecord(tool) ? tool.name : undefined)))
  if (names.size > 0) {
    const tools = list(result.tools).filter(
      (tool, index) => index < list(x.tools).length || !isRecord(tool) || !names.has(tool.name),
    )
    result.tools = tools
    if (tools.length === 0 && x.tools === undefined) delete result.tools
  }
  return result
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

function removeUnsaid(source: JsonObject, target: JsonObject, keys: string[]): void {
  for (const key of keys)
    if (source[key] === undefined || source[key] === null || source[key] === '') delete target[key]
}

function messagesOf(document: JsonObject): JsonObject[] {
  const choices = list(document.choices).map(choice => (isRecord(choice) ? (choice.message ?? null) : null))
  return [...list(document.messages), ...choices].filter(isRecord)
}

function callIds(message: JsonObject): string[] {
  const calls = list(message.tool_calls).map(call => (isRecord(call) ? call.id : undefined))
  return [...calls, message.tool_call_id].filter(id => typeof id === 'string')
}

/** Numbers the ids that are not in the source as the normal form numbers legacy calls: in order of appearance. */
function renumber(messages: JsonObject[], known: Set<string>): void {
  const names = new Map<string, string>()
  const rename = (id: Json | undefined): Json => {
    if (typeof id !== 'string' || known.has(id)) return id ?? null
    if (!names.has(id)) names.set(id, `legacy ${names.size + 1}`)
    return names.get(id) ?? id
  }
  for (const message of messages) {
    for (const call of list(message.tool_calls)) if (isRecord(call) && call.id !== undefined) call.id = rename(call.id)
    if (message.tool_call_id !== undefined) message.tool_call_id = rename(message.tool_call_id)
  }
}
