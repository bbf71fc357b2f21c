// The five kinds of row a table of fields may have.
import type { Conversion } from './conversion.ts'
import type { LossCode } from './loss.ts'
import type { JsonObject } from './read.ts'
import type { Shape } from './shape.ts'

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
