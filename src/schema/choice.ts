// Schemas that choose by looking: the discriminator or the kind of the value picks one arm, and that arm's errors are
// the errors. A plain union would try every arm and answer "none of them".
import * as z from 'zod'
import type { Schema } from './kinds.ts'

type Arms = Readonly<Record<string, z.core.$ZodType>>
type Chosen<Schemas extends Arms> = z.ZodType<z.output<Schemas[keyof Schemas]>, z.output<Schemas[keyof Schemas]>>

/** What a value could have been, when no arm is for it. */
interface Refusal {
  readonly path: readonly string[]
  readonly expected: readonly string[]
}

interface PickedDefinition extends z.core.$ZodUnionDef {
  readonly pick: (value: unknown) => z.core.$ZodType | Refusal
  /** The arm for objects of a type this release does not know: nothing is known of their keys. */
  readonly fallback: z.core.$ZodType | undefined
}

export interface Picked extends z.ZodUnion {
  readonly _zod: z.ZodUnion['_zod'] & { readonly def: PickedDefinition }
}

const Union: z.core.$constructor<z.ZodUnion> = z.ZodUnion

/** A union as far as zod's tools can tell (JSON Schema output lists every arm), with one arm tried instead of all. */
export const Picked: z.core.$constructor<Picked, PickedDefinition> = z.core.$constructor(
  'Picked',
  (schema, definition) => {
    Union.init(schema, definition)
    schema._zod.parse = (payload, context) => {
      const arm = definition.pick(payload.value)
      if ('_zod' in arm) return arm._zod.run(payload, context)
      payload.issues.push({
        code: 'custom',
        message: `Invalid input: expected ${arm.expected.join(' or ')}`,
        params: { expected: arm.expected },
        // A copy: zod puts the path of what is around in front of it, in place.
        path: [...arm.path],
        input: payload.value,
        inst: schema,
      })
      return payload
    }
  },
)

export interface ChoiceOptions {
  /** Arms that readers know and writers never use: they are accepted, and are no part of the type. */
  readonly also?: Arms
  /** Which arm an object without the discriminator belongs to. Without this, the discriminator is required. */
  readonly absent?: (value: object) => string
  /** Refuse values of the discriminator that no arm is for, instead of accepting the object as it is. */
  readonly closed?: boolean
}

/** Objects told apart by one key. An object of a type nobody documents yet is accepted whole. */
export function choice<const Schemas extends Arms>(
  discriminator: string,
  arms: Schemas,
  options: ChoiceOptions = {},
): Chosen<Schemas> {
  const known = new Map<string, z.core.$ZodType>(Object.entries({ ...arms, ...options.also }))
  const fallback = z.looseObject({ [discriminator]: z.string() })
  const refusal: Refusal = { path: [discriminator], expected: Object.keys(arms).map(name => `"${name}"`) }
  const pick = (value: unknown): z.core.$ZodType | Refusal => {
    const name = read(value, discriminator)
    if (typeof name === 'string') return known.get(name) ?? (options.closed ? refusal : fallback)
    if ((name === undefined || name === null) && typeof value === 'object' && value !== null && options.absent) {
      return known.get(options.absent(value)) ?? fallback
    }
    return fallback
  }
  const open = options.closed ? [] : [fallback]
  return new Picked({
    type: 'union',
    options: [...new Set(known.values()), ...open],
    pick,
    fallback,
  }) as Chosen<Schemas>
}

/** Arms picked by a function, for the one place where no single key tells them apart. */
export function pickedBy<const Schemas extends Arms>(
  arms: Schemas,
  pick: (value: unknown) => keyof Schemas & string,
): Chosen<Schemas> {
  const options = Object.values(arms)
  return new Picked({
    type: 'union',
    options,
    pick: value => arms[pick(value)] ?? z.never(),
    fallback: undefined,
  }) as Chosen<Schemas>
}

/** Values told apart by their JSON kind: a string or a list, a word or an object. */
export function either<const Schemas extends readonly z.core.$ZodType[]>(
  ...schemas: Schemas
): Schema<z.output<Schemas[number]>> {
  const byKind = new Map(schemas.map(schema => [acceptedKind(schema), schema]))
  const refusal: Refusal = { path: [], expected: [...byKind.keys()].map(kind => KIND_NAMES[kind]) }
  const pick = (value: unknown) => byKind.get(kindOf(value)) ?? refusal
  return new Picked({ type: 'union', options: schemas, pick, fallback: undefined }) as Schema<z.output<Schemas[number]>>
}

export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object' | 'nothing'

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  array: 'an array',
  object: 'an object',
  nothing: 'nothing',
}

export function kindOf(value: unknown): Kind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'object') return type
  return 'nothing'
}

function acceptedKind(schema: z.core.$ZodType): Kind {
  const { type } = schema._zod.def
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'array') return type
  return type === 'literal' ? 'string' : 'object'
}

/** Only own keys count: a body may hold any JSON, "constructor" and "__proto__" included. */
function read(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return Reflect.get(value, key)
}
