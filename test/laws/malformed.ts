// Documents with something wrong in them, made from sound ones by a seeded generator: the same ones on every run.
import { copy, isRecord, type Json } from './json.ts'

/** Values that stand where they do not belong. `__proto__` is a key like any other in JSON. */
const intruders: Json[] = [
  null,
  true,
  0,
  -1.5,
  '',
  'nonsense',
  [],
  {},
  [null],
  [[]],
  ['text'],
  { type: 5 },
  { type: 'nonsense' },
  { role: null },
  JSON.parse('{"__proto__":{"type":"message"},"constructor":1,"toString":2}'),
]

export type Random = () => number

/** A small generator of numbers in [0, 1) that starts the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function pick<Value>(random: Random, values: readonly Value[]): Value | undefined {
  return values[Math.floor(random() * values.length)]
}

/** A copy of `document` with one to three faults: a value replaced, left out, doubled, or wrapped in a list. */
export function spoiled(document: Json, random: Random): Json {
  let result = copy(document)
  for (let faults = 1 + Math.floor(random() * 3); faults > 0; faults -= 1) result = spoil(result, random)
  return result
}

function spoil(value: Json, random: Random): Json {
  const keys = Array.isArray(value) || isRecord(value) ? Object.keys(value) : []
  const key = pick(random, keys)
  // The deeper, the rarer: one fault in six hits the value itself, whatever it holds.
  if (key === undefined || random() < 1 / 6) return copy(pick(random, intruders))
  const below = Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : null
  const way = random()
  if (Array.isArray(value)) {
    const at = Number(key)
    if (way < 0.1) value.splice(at, 1)
    else if (way < 0.2) value.splice(at, 0, copy(below))
    else value[at] = spoil(below ?? null, random)
  } else if (isRecord(value)) {
    if (way < 0.15) delete value[key]
    else if (way < 0.25) value[key] = [below ?? null]
    else value[key] = spoil(below ?? null, random)
  }
  return value
}
