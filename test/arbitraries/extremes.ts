// Values no sound document holds, though JSON can write them: very deep, very long, very many.
import { type Json, tokens } from '../laws/json.ts'
import { pointers } from './mutations.ts'

export const depth = 100_000

function nested(wrap: (inner: Json) => Json): Json {
  let value: Json = null
  for (let level = 0; level < depth; level++) value = wrap(value)
  return value
}

/** Built once: every document that holds one shares it. */
export const extremes: Record<string, Json> = {
  'a list in a list, 100,000 times': nested(inner => [inner]),
  'an object in an object, 100,000 times': nested(inner => ({ a: inner })),
  'a message in a message, 100,000 times': nested(inner => ({ type: 'message', role: 'user', content: [inner] })),
  'a text of ten megabytes': 'a b'.repeat(3_500_000),
  'a list of ten thousand nothings': Array.from({ length: 10_000 }, () => null),
}

/** A document with `value` in the place of what `pointer` names. What lies beside the path is shared. */
export function placed(document: Json, pointer: string, value: Json): Json {
  const [head, ...rest] = tokens(pointer)
  if (head === undefined) return value
  const below = Reflect.get(Object(document), head) as Json
  const inner = placed(
    below,
    rest.map(token => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    value,
  )
  if (Array.isArray(document)) return document.map((element, index) => (index === Number(head) ? inner : element))
  return { ...Object(document), [head]: inner }
}

/** The documents with one extreme value in each, at every place of every document, the same kind of place once. */
export function* extremeDocuments(documents: readonly Json[]): Generator<{ name: string; document: Json }> {
  const seen = new Set<string>()
  for (const document of documents) {
    for (const pointer of pointers(document)) {
      const place = pointer.replaceAll(/\/\d+/g, '/n')
      if (seen.has(place)) continue
      seen.add(place)
      for (const [name, value] of Object.entries(extremes)) {
        yield { name: `${name}, at ${pointer}`, document: placed(document, pointer, value) }
      }
    }
    for (const [name, value] of Object.entries(extremes)) {
      if (typeof document !== 'object' || document === null || Array.isArray(document)) continue
      yield { name: `${name}, under a new key`, document: { ...document, vendor_key: value } }
    }
  }
}
