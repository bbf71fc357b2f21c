// The five kinds of row a table of fields may have, and the compiler that indexes a table by key, once, for each
// direction. A conversion then walks the keys its input really has.
import { InvalidInputError } from '../errors.ts'
import type { Conversion } from './conversion.ts'
import type { LossCode } from './loss.ts'
import { child, foreignChild, isNothing, isObject, type JsonObject } from './read.ts'

/** The JSON type of a value. `null` is accepted everywhere: both APIs read it as "not given". */
export type Shape = keyof typeof articles | 'string | array' | 'string | object' | 'any'

/** Converts one value; `undefined` means that nothing is to be written. */
export type ValueStep = (value: unknown, at: string, run: Conversion, source: JsonObject) => unknown

/** Converts one field into the target, for structure that does not fit a single value. */
export type FieldStep = (value: unknown, target: JsonObject, at: string, run: Conversion, source: JsonObject) => void

interface Values {
  /** What to know about it beyond the name: a different default, a limit. Printed by `explain`. */
  note?: string
  /** Responses value written when chat does not say. */
  absent?: unknown
  toResponses?: ValueStep
  toChat?: ValueStep
}

interface MappedSteps {
  /** The fields of the other API it becomes. */
  to: readonly string[]
  note: string
  is: Shape
  /** Without a step the converter of the whole object reads the field by itself. */
  toResponses?: FieldStep
  /** The way back, by the name of the Responses field. */
  toChat?: Readonly<Record<string, FieldStep>>
}

export interface Same extends Values {
  kind: 'same'
  is: Shape
}
export interface Renamed extends Values {
  kind: 'renamed'
  to: string
  is: Shape
}
export interface Inside extends Values {
  kind: 'inside'
  to: string
  key: string
  is: Shape
}
export interface Mapped extends MappedSteps {
  kind: 'mapped'
}
export interface Lost {
  kind: 'lost'
  why: string
  is: Shape
  code: LossCode
  /** The API's default: written out it means the same as left out, so it is no loss. */
  unless?: unknown
}
export type Row = Same | Renamed | Inside | Mapped | Lost

/** The same name and meaning on both sides. */
export const same = (is: Shape, values: Values = {}): Same => ({ kind: 'same', is, ...values })
/** The same value under another name. */
export const renamed = (to: string, is: Shape, values: Values = {}): Renamed => ({ kind: 'renamed', to, is, ...values })
/** The same value as the member `key` of the object `to`. */
export const inside = (to: string, key: string, is: Shape, values: Values = {}): Inside => ({
  kind: 'inside',
  to,
  key,
  is,
  ...values,
})
/** A pair of plain functions. */
export const mapped = (steps: MappedSteps): Mapped => ({ kind: 'mapped', ...steps })
/** Nothing on the other side: reported, with the reason, unless the value is the API's default. */
export const lost = (is: Shape, why: string, unless?: unknown, code: LossCode = 'no-counterpart'): Lost => ({
  kind: 'lost',
  is,
  why,
  unless,
  code,
})

/** The discriminator of a part, item or tool: each API has its own, and each converter writes its own. */
export const tag = mapped({ to: ['type'], is: 'string', note: 'Names the kind; each API has its own names.' })
/** A member that is read together with the object it stands in. */
export const nested = mapped({ to: [], is: 'any', note: 'Its members are members of the object it stands in.' })

/** One object of the two APIs, field by field. */
export interface Table {
  /** Fields of the chat object. */
  chat: Readonly<Record<string, Row>>
  /** Fields of the Responses object that no chat row leads to. */
  responses: Readonly<Record<string, Row>>
  /** Members of a nested Responses object (the `to` of an `inside` row) that no chat row leads to. */
  within?: Readonly<Record<string, Readonly<Record<string, Lost>>>>
  /**
   * The object is part of an answer. Servers write null, 0, '' and empty containers where they have nothing to say, so
   * there those are no loss.
   */
  answer?: true
}

/** One field of a compiled table. It is given the pointer to its object and makes its own only where it needs one. */
type CompiledStep = (
  value: unknown,
  target: JsonObject,
  parent: string,
  key: string,
  run: Conversion,
  source: JsonObject,
) => void

/** A table compiled for one direction. */
export interface Fields {
  readonly steps: ReadonlyMap<string, CompiledStep>
  readonly absent: readonly (readonly [from: string, to: string, value: unknown])[]
  readonly answer: boolean
}

export interface CompiledTable {
  readonly table: Table
  readonly toResponses: Fields
  readonly toChat: Fields
}

const articles = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
} as const

function expectShape(value: unknown, is: Shape, parent: string, key: string): void {
  if (is === 'any' || value === null) return
  const actual = Array.isArray(value) ? 'array' : typeof value
  // JSON cannot write an infinite number, but `1e400` reads as one.
  const sound = actual !== 'number' || Number.isFinite(value)
  if (sound && (actual === is || is.includes(actual))) return
  const allowed = is.split(' | ').map(shape => articles[shape as keyof typeof articles])
  throw new InvalidInputError(child(parent, key), `The value must be ${allowed.join(' or ')}.`)
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

function loseStep(row: Lost, answer: boolean): CompiledStep {
  return (value, _target, parent, key, run) => {
    // What an answer says in vain is not judged: a caller who waited for it is not helped by a refusal.
    if (!answer) expectShape(value, row.is, parent, key)
    if (value === null || equalsDefault(value, row.unless) || (answer && isNothing(value))) return
    run.dropped(child(parent, key), row.code, row.why)
  }
}

function valueStep(to: string, is: Shape, convert: ValueStep | undefined): CompiledStep {
  // Null is "not given": it does not overrule what an older name of the same field said.
  const write = (value: unknown, target: JsonObject) => {
    if (value !== null || target[to] === undefined) target[to] = value
  }
  if (convert === undefined) {
    return (value, target, parent, key) => {
      expectShape(value, is, parent, key)
      write(value, target)
    }
  }
  return (value, target, parent, key, run, source) => {
    expectShape(value, is, parent, key)
    const converted = value === null ? null : convert(value, child(parent, key), run, source)
    if (converted !== undefined) write(converted, target)
  }
}

function insideStep(row: Inside): CompiledStep {
  const write = valueStep(row.key, row.is, row.toResponses)
  return (value, target, parent, key, run, source) => {
    const existing = target[row.to]
    const group: JsonObject = isObject(existing) ? existing : {}
    if (group !== existing) target[row.to] = group
    write(value, group, parent, key, run, source)
  }
}

/** Without a step the converter of the whole object reads the field by itself. */
function checkedStep(is: Shape, step: FieldStep | undefined): CompiledStep {
  if (step === undefined) return (value, _target, parent, key) => expectShape(value, is, parent, key)
  return (value, target, parent, key, run, source) => {
    expectShape(value, is, parent, key)
    if (value !== null) step(value, target, child(parent, key), run, source)
  }
}

/** A nested Responses object whose members are fields of their own on the chat side. */
function groupStep(members: Fields): CompiledStep {
  return (value, target, parent, key, run) => {
    expectShape(value, 'object', parent, key)
    if (!isObject(value)) return
    const at = child(parent, key)
    const mark = run.mark
    const written = Object.keys(target).length
    convertFields(members, value, target, at, run)
    if (Object.keys(target).length === written && Object.keys(value).length > 0) run.gather(mark, at)
  }
}

/** Indexes a table by key for both directions. */
export function compile(table: Table): CompiledTable {
  const answer = table.answer === true
  const toResponses = new Map<string, CompiledStep>()
  const toChat = new Map<string, CompiledStep>()
  const absent: [string, string, unknown][] = []
  const groups = new Map<string, Map<string, CompiledStep>>()
  for (const [group, members] of Object.entries(table.within ?? {})) {
    groups.set(group, new Map(Object.entries(members).map(([name, row]) => [name, loseStep(row, answer)])))
  }
  for (const [name, row] of Object.entries(table.chat)) {
    if (row.kind === 'lost') toResponses.set(name, loseStep(row, answer))
    else if (row.kind === 'mapped') {
      toResponses.set(name, checkedStep(row.is, row.toResponses))
      for (const [back, step] of Object.entries(row.toChat ?? {})) toChat.set(back, checkedStep('any', step))
    } else if (row.kind === 'inside') {
      toResponses.set(name, insideStep(row))
      const group = groups.get(row.to) ?? new Map<string, CompiledStep>()
      groups.set(row.to, group.set(row.key, valueStep(name, row.is, row.toChat)))
    } else {
      const to = row.kind === 'same' ? name : row.to
      toResponses.set(name, valueStep(to, row.is, row.toResponses))
      toChat.set(to, valueStep(name, row.is, row.toChat))
      if (row.absent !== undefined) absent.push([name, to, row.absent])
    }
  }
  for (const [group, steps] of groups) toChat.set(group, groupStep({ steps, absent: [], answer }))
  for (const [name, row] of Object.entries(table.responses)) {
    if (row.kind === 'lost') toChat.set(name, loseStep(row, answer))
    else if (row.kind === 'mapped') toChat.set(name, checkedStep(row.is, row.toChat?.[name]))
    else throw new TypeError(`${name}: a row of the Responses side is \`lost\` or \`mapped\``)
  }
  for (const [name, row] of Object.entries(table.chat)) {
    if (row.kind !== 'mapped') continue
    for (const back of row.to) {
      if (!toChat.has(back)) toChat.set(back, checkedStep(back === name ? row.is : 'any', undefined))
    }
  }
  return { table, toResponses: { steps: toResponses, absent, answer }, toChat: { steps: toChat, absent: [], answer } }
}

/** Converts the fields `source` really has into `target`. An undocumented key is dropped and reported. */
export function convertFields(
  fields: Fields,
  source: JsonObject,
  target: JsonObject,
  at: string,
  run: Conversion,
): JsonObject {
  for (const key in source) {
    const value = source[key]
    if (value === undefined) continue
    const step = fields.steps.get(key)
    if (step !== undefined) step(value, target, at, key, run, source)
    else if (!fields.answer || isObject(value) || !isNothing(value)) {
      // Even an empty object: the pieces a stream brings of it may add up to one that is not.
      if (value !== null) run.dropped(foreignChild(at, key), 'unknown-field', unknownField)
    }
  }
  for (const [from, to, value] of fields.absent) {
    if (source[from] === undefined || source[from] === null) target[to] = value
  }
  return target
}

export const unknownField = 'This key is in neither API; send vendor extensions to the vendor directly.'
