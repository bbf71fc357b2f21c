// A variation: something a server or a client may do without breaking its API, done to a recorded document.
import { isRecord, type Json, type JsonObject } from '../laws/json.ts'
import type { Random } from '../laws/malformed.ts'

/** Changes the copy it is given, or says that there is nothing in it to be varied this way. */
export type Variation<Document> = (document: Document, random: Random, pool: readonly Document[]) => boolean

export function pick<Value>(random: Random, values: readonly Value[]): Value | undefined {
  return values[Math.floor(random() * values.length)]
}

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

export function records(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/** What a document carries for others to read: nothing in there is a key of the API. */
const opaque = new Set([
  'parameters',
  'schema',
  'metadata',
  'logit_bias',
  'properties',
  'variables',
  'filters',
  'headers',
])

/** Every object of a document that has keys of the API. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (!isRecord(value)) return []
  const inner = Object.entries(value).filter(([key]) => !opaque.has(key))
  return [value, ...inner.flatMap(([, each]) => objectsIn(each))]
}

const oddities: readonly Json[] = [1, 'x', false, [1], { a: [true] }, null, {}, 0, '']

/** A key that neither API documents, somewhere. */
export function addUnknownKey(value: Json, random: Random): boolean {
  const object = pick(random, objectsIn(value))
  if (object === undefined) return false
  addOddKey(object, random)
  return true
}

export function addOddKey(object: JsonObject, random: Random): void {
  object[`vendor_${below(random, 3)}`] = structuredClone(pick(random, oddities) ?? 1)
}

/** Adds or replaces some settings out of many. */
export function settle(
  object: JsonObject,
  settings: Readonly<Record<string, readonly Json[]>>,
  random: Random,
): boolean {
  for (let count = 1 + below(random, 3); count > 0; count -= 1) {
    const [key, values] = pick(random, Object.entries(settings)) ?? ['', []]
    object[key] = structuredClone(pick(random, values) ?? null)
  }
  return true
}

/** One to three variations of a copy; their names tell a failing test what was done. Null where none of them applied. */
export function vary<Document extends Json>(
  document: Document,
  variations: Readonly<Record<string, Variation<Document>>>,
  random: Random,
  pool: readonly Document[],
): { names: string[]; document: Document } | null {
  const copy = structuredClone(document)
  const names: string[] = []
  for (let count = 1 + below(random, 3); count > 0; count -= 1) {
    const [name, variation] = pick(random, Object.entries(variations)) ?? []
    if (name !== undefined && variation?.(copy, random, pool)) names.push(name)
  }
  return names.length === 0 ? null : { names, document: copy }
}
