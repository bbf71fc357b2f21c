// The JSON types a field may have, and the check that it has one of them.
import { InvalidInputError } from '../errors.ts'
import { child } from './read.ts'

const articles = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
} as const

/** The JSON type of a value. `null` is accepted everywhere: both APIs read it as "not given". */
export type Shape = keyof typeof articles | 'string | array' | 'string | object' | 'any'

export function expectShape(value: unknown, is: Shape, parent: string, key: string): void {
  if (is === 'any' || value === null) return
  const actual = Array.isArray(value) ? 'array' : typeof value
  // JSON cannot write an infinite number, but `1e400` reads as one.
  const sound = actual !== 'number' || Number.isFinite(value)
  if (sound && (actual === is || is.includes(actual))) return
  const allowed = is.split(' | ').map(shape => articles[shape as keyof typeof articles])
  throw new InvalidInputError(child(parent, key), `The value must be ${allowed.join(' or ')}.`)
}
