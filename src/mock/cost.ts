// What a question costs: the same, whichever API it came through, as both put the same before the model.
import { isObject, type Json, objects } from './checks.ts'
import { textOf } from './question.ts'
import { countTokens } from './tokens.ts'

/** The parts of one thing that was said: a text, or the name and the arguments of a call. */
type Said = readonly unknown[]

/** Three tokens for each message, call and result, as the real API is known to count, and what they say. */
function tokensOf(said: readonly Said[], declared: readonly unknown[]): number {
  const spoken = said.map(parts => parts.reduce<number>((sum, part) => sum + countTokens(part), 3))
  return [...spoken, ...declared.map(countTokens)].reduce((sum, count) => sum + count, 0)
}

/** A declaration without the words that only the shape of its API needs. */
function declaration(value: unknown): unknown[] {
  if (!isObject(value)) return []
  const own = [value.function, value.custom, value.json_schema].find(isObject) ?? value
  return [own.name, own.description, own.parameters, own.schema]
}

function saidInMessage(message: Json): Said[] {
  const calls = objects(message.tool_calls)
    .map(call => (isObject(call.function) ? call.function : call.custom))
    .filter(isObject)
  const own = isObject(message.function_call) ? [message.function_call] : []
  const text = textOf(message.content)
  const called = [...calls, ...own].map(call => [call.name, call.arguments ?? call.input])
  return text === '' && called.length > 0 ? called : [[text], ...called]
}

function saidInItem(item: Json): Said[] {
  // Earlier reasoning is not put before the model again.
  if (item.type === 'reasoning') return []
  const call = item.arguments ?? item.input
  return [call === undefined ? [textOf(item.content ?? item.output)] : [item.name, call]]
}

export function costOfMessages(body: Json): number {
  const declared = [...objects(body.tools), ...objects(body.functions), body.response_format].flatMap(declaration)
  return tokensOf(objects(body.messages).flatMap(saidInMessage), declared)
}

export function costOfItems(items: readonly Json[], body: Json): number {
  const instructions = body.instructions ? [[body.instructions]] : []
  const format = isObject(body.text) ? body.text.format : undefined
  const declared = [...objects(body.tools), format].flatMap(declaration)
  return tokensOf([...instructions, ...items.flatMap(saidInItem)], declared)
}
