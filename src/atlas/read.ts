// Reading what came from outside: every structural access of the atlas goes through one of these, so that no JSON,
// however wrong, can raise anything but an InvalidInputError with the pointer of the culprit.
import { InvalidInputError } from '../errors.ts'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function readObject(value: unknown, at: string, what: string): JsonObject {
  if (isObject(value)) return value
  throw new InvalidInputError(at, `${what} must be an object.`)
}

export function readArray(value: unknown, at: string, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new InvalidInputError(at, `${what} must be an array.`)
}

export function readString(value: unknown, at: string, what: string): string {
  if (typeof value === 'string') return value
  throw new InvalidInputError(at, `${what} must be a string.`)
}

/** A string that may be left out: `undefined` and `null` count as absent. */
export function readOptionalString(value: unknown, at: string, what: string): string | undefined {
  return value === undefined || value === null ? undefined : readString(value, at, what)
}

/** A list that may be left out: `undefined` and `null` count as empty. */
export function readOptionalArray(value: unknown, at: string, what: string): readonly unknown[] {
  return value === undefined || value === null ? [] : readArray(value, at, what)
}

/**
 * An RFC 6901 pointer one key deeper: an index, or a key of either API, none of which has a character to escape. Most
 * pointers are never read. The compiler can leave out a plain concatenation then, but not a search for characters to
 * escape: with one, a piece of a call's arguments took 1.6 times as long.
 */
export function child(at: string, key: string | number): string {
  return `${at}/${key}`
}

/** `child` for a key of the caller's own making. */
export function foreignChild(at: string, key: string): string {
  return `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/**
 * Null, 0, `[]`, `{}` and containers of nothing else: what servers write where there is nothing to say. Looks four
 * levels deep, which is deeper than any counter object of either API, and no deeper.
 */
export function isNothing(value: unknown, depth = 4): boolean {
  if (value === null || value === undefined || value === 0) return true
  if (typeof value !== 'object' || depth === 0) return false
  for (const key in value) if (!isNothing((value as JsonObject)[key], depth - 1)) return false
  return true
}

/** Structural equality with one of the small constants of the tables. */
export function equalsDefault(value: unknown, expected: unknown): boolean {
  if (value === expected) return true
  if (typeof expected !== 'object' || expected === null || typeof value !== 'object' || value === null) return false
  const keys = Object.keys(value)
  return (
    Array.isArray(value) === Array.isArray(expected) &&
    keys.length === Object.keys(expected).length &&
    keys.every(key => equalsDefault((value as JsonObject)[key], (expected as JsonObject)[key]))
  )
}
