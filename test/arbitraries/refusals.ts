// What an error that leaves the library has to be, whatever came in: of a known class, with a pointer into the input
// and a sentence that repeats nothing of the input.
import { ApiError, InvalidInputError, UnmappableError } from '../../src/index.ts'
import { child, type Json, tokens } from '../laws/json.ts'
import { secretNumber, secretText } from './mutations.ts'

/** A pointer names a place of the document, or one that is missing from a container of it. */
export function isPlace(document: Json, pointer: string): boolean {
  if (pointer === '') return true
  if (!pointer.startsWith('/')) return false
  const path = tokens(pointer)
  const last = path.pop() ?? ''
  let container: Json | undefined = document
  for (const token of path) container = child(container, token)
  if (Array.isArray(container)) return /^\d+$/.test(last)
  return typeof container === 'object' && container !== null
}

/** What is wrong with an error. `document` is left out where the pointer is into something that grew over time. */
export function errorViolations(error: unknown, document?: Json): string[] {
  const known = [InvalidInputError, UnmappableError, ApiError].some(kind => error instanceof kind)
  if (!(error instanceof Error) || !known) return [`not an error of the library: ${sentenceOf(error)}`]
  const wrong: string[] = []
  const path: unknown = Reflect.get(error, 'path')
  if (typeof path !== 'string') wrong.push(`no path: ${error.message}`)
  else if (document !== undefined && !isPlace(document, path)) wrong.push(`no such place: ${error.message}, ${path}`)
  // The error of an API is told in the API's own words.
  if (error instanceof ApiError || typeof path !== 'string') return wrong
  const sentence = error.message.replace(` (at ${path})`, '')
  if (!/^[a-zA-Z`].*\.$/.test(sentence)) wrong.push(`not a sentence: ${sentence}`)
  if (sentence.includes(secretText) || sentence.includes(String(secretNumber))) wrong.push(`it quotes: ${sentence}`)
  return wrong
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const places = (error.stack ?? '').split('\n').filter(line => line.includes('/src/'))
  return `${error.name}: ${error.message.slice(0, 200)} ${places.slice(0, 2).join(' ')}`
}

/** What is wrong with a reported loss. */
export function lossViolations(loss: { path: string; message: string }, document?: Json): string[] {
  const wrong: string[] = []
  if (loss.path === '') wrong.push('a loss of the whole document')
  else if (document !== undefined && !isPlace(document, loss.path)) wrong.push(`a loss at no place: ${loss.path}`)
  if (loss.message.includes(secretText)) wrong.push(`a loss that quotes: ${loss.message}`)
  return wrong
}
