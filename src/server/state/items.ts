// Items of a conversation as the API lists them: with a type, an id and parts; and ids that lead back to their response.
import { extended } from '../../atlas/extended.ts'
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { badRequest } from './call.ts'

/** What an item's id begins with. Types that are not here begin with their own name. */
const prefixes: Readonly<Record<string, string>> = {
  message: 'msg',
  reasoning: 'rs',
  function_call: 'fc',
  function_call_output: 'fco',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
  compaction: 'cmp',
}

function prefixOf(item: JsonObject): string {
  const type = typeof item.type === 'string' ? item.type : 'message'
  return prefixes[type] ?? type
}

/** Where an item stands: in the input (`i`) or the output (`o`) of the response with this random part. */
export function itemId(item: JsonObject, random: string, side: 'i' | 'o', index: number): string {
  return `${prefixOf(item)}_${random}${side}${index}`
}

export interface ItemPlace {
  readonly response: string
  readonly side: 'i' | 'o'
  readonly index: number
}

/** The place an id of ours names. Whether there is such an item is another question. */
export function placeOf(id: string): ItemPlace | undefined {
  const [, random, side, index] = /^[a-z_]+_([0-9a-f]{32,})([io])(\d{1,6})$/.exec(id) ?? []
  if (random === undefined || (side !== 'i' && side !== 'o')) return undefined
  return { response: `resp_${random}`, side, index: Number(index) }
}

/** A request's `input` as items; the caller's own objects, unchanged. */
export function inputItems(input: unknown): JsonObject[] {
  if (input === undefined || input === null) return []
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }]
  if (!Array.isArray(input)) throw badRequest('`input` must be a string or an array of items.', 'input')
  return input.map((item: unknown, index) => {
    if (!isObject(item)) throw badRequest('Each item of `input` must be an object.', `input[${index}]`)
    return item
  })
}

/** The caller's own item, told apart from all others. It keeps its form, so that a history is what was sent. */
export function namedItem(item: JsonObject, id: string): JsonObject {
  return typeof item.id === 'string' ? item : extended(item, { id })
}

/** An item as it is listed: typed, with parts, and with a status where it can have one. */
export function listedItem(item: JsonObject): JsonObject {
  const { type = 'message', role, content, status = 'completed' } = item
  if (type !== 'message') return item
  return { ...item, type, status, content: typeof content === 'string' ? [textPart(role, content)] : content }
}

function textPart(role: unknown, text: string): JsonObject {
  return role === 'assistant' ? { type: 'output_text', text, annotations: [] } : { type: 'input_text', text }
}
