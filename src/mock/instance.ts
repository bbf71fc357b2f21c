// An instance of a JSON Schema: the plainest value that the schema allows, always the same one.
import { isObject, type Json, plain } from './checks.ts'
import { matching } from './pattern.ts'

interface Place {
  root: unknown
  /** What a plain string says: a word of the user's, or the name of the property. */
  hint: string
  word: string | undefined
  depth: number
  /** Values made so far, in all. */
  made: { count: number }
}

/** Beyond it only what is required is filled in, which is what ends a schema that contains itself. */
const deep = 8

/** Only a schema that nothing can satisfy, because it requires itself, gets this far. */
const bottom = 20

/** No schema in earnest asks for longer texts or lists, or more values; one in jest does not get them. */
const most = 5_000

const formats: Record<string, string> = {
  date: '2025-01-01',
  'date-time': '2025-01-01T00:00:00Z',
  duration: 'P1D',
  email: 'user@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  time: '00:00:00Z',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

function stringOf(schema: Json, place: Place): string {
  if (typeof schema.pattern === 'string') return matching(schema.pattern, number(schema.minLength))
  const known = formats[plain(schema.format)]
  if (known !== undefined) return known
  const min = Math.min(number(schema.minLength) ?? 0, most)
  const max = number(schema.maxLength) ?? Number.POSITIVE_INFINITY
  return [...(place.word ?? place.hint).padEnd(min, 'x')].slice(0, Math.max(min, max)).join('')
}

function numberOf(schema: Json, whole: boolean): number {
  const step = number(schema.multipleOf) || (whole ? 1 : undefined)
  const above = number(schema.exclusiveMinimum)
  const below = number(schema.exclusiveMaximum)
  const min = Math.max(number(schema.minimum) ?? -Infinity, above ?? -Infinity)
  const max = Math.min(number(schema.maximum) ?? Infinity, below ?? Infinity)
  const fits = (value: number) => value >= min && value <= max && value !== above && value !== below
  const unit = step ?? 1
  const next = (Math.floor(min / unit) + 1) * unit
  const last = Math.floor(max / unit) * unit
  const candidates = [unit, 0, Math.ceil(min / unit) * unit, next, last, last - unit]
  if (step === undefined) candidates.push((min + max) / 2)
  return candidates.find(value => Number.isFinite(value) && fits(value)) ?? 0
}

function arrayOf(schema: Json, place: Place): unknown[] {
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : []
  const min = Math.min(number(schema.minItems) ?? 0, most)
  const usual = place.depth > deep ? min : Math.max(min, 1, first.length)
  const size = Math.min(usual, number(schema.maxItems) ?? usual)
  return Array.from({ length: size }, (_, index) => {
    const item = first[index] ?? schema.items ?? {}
    const value = build(item, { ...place, depth: place.depth + 1 })
    return index > 0 && schema.uniqueItems === true ? different(item, value, index) : value
  })
}

/** The n-th value beside a first one, for arrays whose items have to differ. */
function different(schema: unknown, value: unknown, index: number): unknown {
  if (isObject(schema) && Array.isArray(schema.enum)) return schema.enum[index % schema.enum.length]
  if (typeof value === 'number') return value + index * (number(isObject(schema) ? schema.multipleOf : undefined) ?? 1)
  if (typeof value === 'boolean') return index % 2 === 1 ? !value : value
  return typeof value === 'string' ? `${value}${index + 1}` : value
}

function objectOf(schema: Json, place: Place): Json {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required.map(plain) : []
  const all = required.length === 0 && place.depth <= deep
  const names = all ? Object.keys(properties) : [...new Set(required)]
  const built: Json = {}
  for (const name of names) {
    built[name] = build(properties[name] ?? schema.additionalProperties ?? {}, {
      ...place,
      hint: name,
      depth: place.depth + 1,
    })
  }
  for (let extra = 1; Object.keys(built).length < Math.min(number(schema.minProperties) ?? 0, most); extra += 1) {
    const name = Object.keys(properties).find(candidate => !Object.hasOwn(built, candidate)) ?? `key${extra}`
    built[name] = build(properties[name] ?? schema.additionalProperties ?? {}, {
      ...place,
      hint: name,
      depth: place.depth + 1,
    })
  }
  return built
}

function resolve(reference: string, root: unknown): unknown {
  if (!reference.startsWith('#')) return {}
  const steps = reference.slice(1).split('/').slice(1)
  const decoded = (step: string) => step.replace(/(?:%[0-7][\da-f])+/gi, decodeURIComponent)
  const written = (step: string) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~')
  return steps.reduce<unknown>((at, step) => (at as Json | undefined)?.[written(step)], root) ?? {}
}

const isNull = (schema: unknown) => isObject(schema) && (schema.type === 'null' || schema.const === null)

/** The first branch that is a value; too deep down, the branch that ends the recursion. */
function branchOf(branches: unknown[], place: Place): unknown {
  const leaf = (schema: unknown) =>
    isObject(schema) && schema.$ref === undefined && schema.type !== 'object' && schema.type !== 'array'
  const ending = place.depth > deep ? (branches.find(isNull) ?? branches.find(leaf)) : undefined
  return ending ?? branches.find(branch => !isNull(branch)) ?? branches[0]
}

/** What several schemas say together. Properties and required names add up; of anything else the last one counts. */
function merged(schemas: unknown[], place: Place): Json {
  const sum: Json = {}
  for (const each of schemas) {
    const part = isObject(each) && typeof each.$ref === 'string' ? resolve(each.$ref, place.root) : each
    if (!isObject(part)) continue
    const properties = { ...(sum.properties as Json | undefined), ...(part.properties as Json | undefined) }
    const required = [sum.required, part.required].flat().filter(name => typeof name === 'string')
    Object.assign(sum, part, { properties, required })
  }
  if (Object.keys(sum.properties ?? {}).length === 0) delete sum.properties
  if ((sum.required as unknown[] | undefined)?.length === 0) delete sum.required
  return sum
}

function typeOf(schema: Json, place: Place): unknown {
  if (Array.isArray(schema.type)) {
    const nothing = place.depth > deep && schema.type.includes('null')
    return nothing ? 'null' : (schema.type.find(type => type !== 'null') ?? 'null')
  }
  if (schema.type !== undefined) return schema.type
  if (schema.properties !== undefined || schema.required !== undefined) return 'object'
  if (schema.items !== undefined || schema.prefixItems !== undefined) return 'array'
  return ['minimum', 'maximum', 'exclusiveMinimum', 'multipleOf'].some(key => key in schema) ? 'number' : 'string'
}

function build(schema: unknown, place: Place): unknown {
  if (!isObject(schema)) return place.hint
  place.made.count += 1
  if (place.depth > bottom || place.made.count > most) return null
  const deeper = { ...place, depth: place.depth + 1 }
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum.find(value => value !== null) ?? schema.enum[0]
  if (typeof schema.$ref === 'string') {
    const { $ref, ...beside } = schema
    return build(merged([resolve($ref as string, place.root), beside], place), deeper)
  }
  const { allOf, anyOf, oneOf, ...rest } = schema
  if (Array.isArray(allOf)) return build(merged([rest, ...allOf], place), deeper)
  const branches = anyOf ?? oneOf
  if (Array.isArray(branches) && branches.length > 0) {
    return build(merged([rest, branchOf(branches, place)], place), deeper)
  }
  const type = typeOf(schema, place)
  if (type === 'object') return objectOf(schema, place)
  if (type === 'array') return arrayOf(schema, place)
  if (type === 'integer' || type === 'number') return numberOf(schema, type === 'integer')
  if (type === 'boolean') return true
  return type === 'null' ? null : stringOf(schema, place)
}

/** A name in what the user said ("the weather in Paris") makes a livelier value than the name of the property. */
function properName(text: string): string | undefined {
  const names = [...text.matchAll(/[\p{L}\p{N},;'’]\s+(\p{Lu}\p{Ll}+)/gu)].map(match => match[1])
  return names[0]
}

export function instanceOf(schema: unknown, userText = ''): unknown {
  return build(schema, { root: schema, hint: 'value', word: properName(userText), depth: 0, made: { count: 0 } })
}
