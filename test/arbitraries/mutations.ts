// Documents with one thing wrong in each: every value of a sound document replaced by every kind of wrong value, left
// out, or joined by keys that name parts of JavaScript. Systematic, so the same ones on every run.
import { type Json, tokens } from '../laws/json.ts'

/** Words and a number no message of an error may repeat. */
export const secretText = 'a secret of the user, 7391'
export const secretNumber = 987654321

/** Keys that are parts of JavaScript objects, and one that is nothing at all. Own keys, as `JSON.parse` makes them. */
const strangeKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'vendor_key']

const wrongTexts = [
  'null',
  'true',
  'false',
  '0',
  '-1',
  '0.5',
  '1e400',
  `${secretNumber}`,
  '""',
  '"x"',
  JSON.stringify(secretText),
  '"\\ud800"',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '[[[{}]]]',
  JSON.stringify([secretText]),
  JSON.stringify({ type: secretText }),
  JSON.stringify([{ type: 'text', text: secretText }]),
  '{"__proto__":{"type":"message"},"constructor":1,"toString":2,"hasOwnProperty":3}',
]

export interface Mutant {
  /** What was done, for the sentence of a failing test. */
  readonly name: string
  /** The pointer of what was done it to. */
  readonly at: string
  /** The wrong value, when one was put in. */
  readonly value?: Json
  readonly document: Json
}

const step = (at: string, key: string) => `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Every pointer into a document, the root first. */
export function* pointers(value: Json, at = ''): Generator<string> {
  yield at
  if (typeof value !== 'object' || value === null) return
  for (const [key, below] of Object.entries(value)) yield* pointers(below, step(at, key))
}

/** A private copy with `change` done to the container of what `pointer` names. */
function changed(document: Json, pointer: string, change: (container: object, key: string) => void): Json {
  const result: Json = structuredClone(document)
  const path = tokens(pointer)
  const last = path.pop() ?? ''
  let container: unknown = result
  for (const token of path) container = Reflect.get(Object(container), token)
  change(Object(container), last)
  return result
}

const define = (container: object, key: string, value: unknown) =>
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })

/** One of the mutants of a document, by a number. */
export function mutantOf(document: Json, choice: number): Mutant | undefined {
  const places = [...pointers(document)]
  const mutants = [...mutantsAt(document, places[choice % places.length] ?? '')]
  return mutants[Math.floor(choice / places.length) % mutants.length]
}

export function* mutantsOf(document: Json): Generator<Mutant> {
  for (const at of pointers(document)) yield* mutantsAt(document, at)
}

function* mutantsAt(document: Json, at: string): Generator<Mutant> {
  for (const text of wrongTexts) {
    const value: Json = JSON.parse(text)
    const mutant = at === '' ? value : changed(document, at, (container, key) => define(container, key, value))
    yield { name: `${at} is ${text}`, at, value, document: mutant }
  }
  if (at !== '') {
    const without = changed(document, at, (container, key) => {
      if (Array.isArray(container)) container.splice(Number(key), 1)
      else Reflect.deleteProperty(container, key)
    })
    yield { name: `${at} is left out`, at, document: without }
  }
  for (const key of strangeKeys) {
    const grown = changed(document, step(at, key), (container, name) => {
      if (!Array.isArray(container) && Object.isExtensible(container)) define(container, name, { type: secretText })
    })
    yield { name: `${at} has ${key}`, at, document: grown }
  }
}

/** The mutants of several documents, each text once. */
export function distinctMutants(documents: readonly Json[]): Mutant[] {
  const seen = new Map<string, Mutant>()
  for (const document of documents) {
    for (const mutant of mutantsOf(document)) {
      // Infinity is written as null, which is another document.
      const text = JSON.stringify(mutant.document, (_key, value) => (value === Infinity ? '1e400' : value))
      if (!seen.has(text)) seen.set(text, mutant)
    }
  }
  return [...seen.values()]
}
