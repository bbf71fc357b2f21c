// `metadata` as both APIs take it: at most 16 pairs of short texts.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { badRequest } from './call.ts'

export function metadataOf(value: unknown): JsonObject | undefined {
  if (value === undefined || value === null) return undefined
  const sentence = '`metadata` must be an object of at most 16 texts, keys of 64 characters, values of 512.'
  if (!isObject(value)) throw badRequest(sentence, 'metadata')
  const pairs = Object.entries(value)
  const fits = ([key, text]: [string, unknown]) => key.length <= 64 && typeof text === 'string' && text.length <= 512
  if (pairs.length > 16 || !pairs.every(fits)) throw badRequest(sentence, 'metadata')
  return value
}
