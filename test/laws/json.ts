// JSON values and RFC 6901 pointers for the judge of the laws. It shares no code with the library it judges.
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A private copy that is JSON and nothing else: what a program on the other end of the wire would see. */
export function copy(value: unknown): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value))
}

export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => same(element, right[index]))
  }
  if (!isRecord(left) || !isRecord(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every(key => Object.hasOwn(right, key) && same(left[key], right[key]))
  )
}

/** Freezes a whole tree, so that a converter that writes into its input throws. */
export function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const child of Object.values(value)) freeze(child)
  }
  return value
}

export function tokens(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The child of a container under one pointer token; undefined where there is none. */
export function child(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined
  return isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined
}

export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document
  for (const token of tokens(pointer)) value = child(value, token)
  return value
}

/** The pointer of the container of what `pointer` names. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}

/** A value in one readable line of bounded length. */
export function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 160 ? `${text.slice(0, 157)}...` : text
}
