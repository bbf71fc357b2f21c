// A table says, row by row, what becomes of the fields of one object. It is indexed by key once, for each direction; a
// conversion then walks the keys its input really has.
import type { Conversion } from './conversion.ts'
import { child, equalsDefault, foreignChild, isNothing, isObject, type JsonObject } from './read.ts'
import type { FieldStep, Inside, Lost, Row, ValueStep } from './row.ts'
import { expectShape, type Shape } from './shape.ts'

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

/** Every key the tables name, of either API. Whatever is not here is of the caller's own making. */
export const documentedKeys: Set<string> = new Set()

function document({ chat, responses, within = {} }: Table): void {
  for (const names of [chat, responses, within, ...Object.values(within)]) {
    for (const name in names) documentedKeys.add(name)
  }
  for (const row of Object.values(chat)) {
    if (row.kind === 'inside') documentedKeys.add(row.to).add(row.key)
    else if (row.kind === 'renamed') documentedKeys.add(row.to)
    else if (row.kind === 'mapped') for (const name of row.to) documentedKeys.add(name)
  }
}

/** Indexes a table by key for both directions. */
export function compile(table: Table): CompiledTable {
  document(table)
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
