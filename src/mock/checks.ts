// Checks of one value each, worded as the API words its own: type, range, length, allowed values.
import { invalid, missing, unknown, unsupportedValue } from './problem.ts'

export type Json = Record<string, unknown>
export type Check = (value: unknown, path: string) => void

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text or nothing; `String()` would run whatever `toString` a body from outside brings. */
export function plain(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal'
  if (typeof value === 'object') return 'an object'
  return `a ${typeof value}`
}

function wrongType(value: unknown, path: string, expected: string): Error {
  const got = value === null ? 'null' : `${kindOf(value)}`
  return invalid(`Invalid type for '${path}': expected ${expected}, but got ${got} instead.`, path, 'invalid_type')
}

export const anything: Check = () => {}

export function nullable(check: Check): Check {
  return (value, path) => {
    if (value !== null) check(value, path)
  }
}

export const boolean: Check = (value, path) => {
  if (typeof value !== 'boolean') throw wrongType(value, path, 'a boolean')
}

export function text(maxLength = Number.POSITIVE_INFINITY): Check {
  return (value, path) => {
    if (typeof value !== 'string') throw wrongType(value, path, 'a string')
    if (value.length <= maxLength) return
    throw invalid(
      `Invalid '${path}': string too long. Expected a string with maximum length ${maxLength}, but got a string with length ${value.length} instead.`,
      path,
      'string_above_max_length',
    )
  }
}

export function oneOf(...supported: string[]): Check {
  return (value, path) => {
    if (typeof value !== 'string') throw wrongType(value, path, `one of ${supported.map(s => `'${s}'`).join(', ')}`)
    if (!supported.includes(value)) throw unsupportedValue(value, supported, path)
  }
}

function ranged(kind: 'integer' | 'decimal', min: number, max: number): Check {
  const article = kind === 'integer' ? 'an integer' : 'a decimal'
  return (value, path) => {
    const fits = typeof value === 'number' && (kind === 'decimal' || Number.isInteger(value))
    if (!fits) throw wrongType(value, path, article)
    if (value >= min && value <= max) return
    const [side, code, sign, bound] =
      value < min ? ['below minimum', 'below_min', '>=', min] : ['above maximum', 'above_max', '<=', max]
    throw invalid(
      `Invalid '${path}': ${kind} ${side} value. Expected a value ${sign} ${bound}, but got ${value} instead.`,
      path,
      `${kind}_${code}_value`,
    )
  }
}

export const integer = (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY) => ranged('integer', min, max)
export const decimal = (min: number, max: number) => ranged('decimal', min, max)

export const object: Check = (value, path) => {
  if (!isObject(value)) throw wrongType(value, path, 'an object')
}

export function either(expected: string, ...checks: [(value: unknown) => boolean, Check][]): Check {
  return (value, path) => {
    const found = checks.find(([applies]) => applies(value))
    if (found === undefined) throw wrongType(value, path, expected)
    found[1](value, path)
  }
}

export const isString = (value: unknown): boolean => typeof value === 'string'
export const isArray = (value: unknown): boolean => Array.isArray(value)

export function list(check: Check, { min = 0, max = Number.POSITIVE_INFINITY, of = 'objects' } = {}): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrongType(value, path, `an array of ${of}`)
    if (value.length < min) {
      throw invalid(
        `Invalid '${path}': empty array. Expected an array with minimum length ${min}, but got an empty array instead.`,
        path,
        'empty_array',
      )
    }
    if (value.length > max) {
      throw invalid(
        `Invalid '${path}': array too long. Expected an array with maximum length ${max}, but got an array with length ${value.length} instead.`,
        path,
        'array_above_max_length',
      )
    }
    value.forEach((entry, index) => {
      check(entry, `${path}[${index}]`)
    })
  }
}

interface Shape {
  required?: readonly string[]
  /** The API says which required key is missing before it says which key is unknown, but not everywhere. */
  unknownFirst?: boolean
}

/** An object with known keys only; a missing or an unknown one is named with its path. */
export function shape(fields: Record<string, Check>, { required = [], unknownFirst = false }: Shape = {}): Check {
  return (value, path) => {
    if (!isObject(value)) throw wrongType(value, path, 'an object')
    const stranger = Object.keys(value).find(key => !Object.hasOwn(fields, key))
    if (unknownFirst && stranger !== undefined) throw unknown(`${path}.${stranger}`)
    for (const key of required) if (value[key] === undefined) throw missing(`${path}.${key}`)
    if (stranger !== undefined) throw unknown(`${path}.${stranger}`)
    for (const [key, entry] of Object.entries(value)) fields[key]?.(entry, `${path}.${key}`)
  }
}

/** 16 pairs, keys up to 64 and values up to 512 characters, on both APIs. */
export const metadata: Check = (value, path) => {
  object(value, path)
  const entries = Object.entries(value as Json)
  if (entries.length > 16) {
    throw invalid(
      `Invalid '${path}': too many properties. Expected an object with at most 16 properties, but got an object with ${entries.length} properties instead.`,
      path,
      'object_above_max_properties',
    )
  }
  for (const [key, entry] of entries) {
    text(64)(key, `${path}.${key}`)
    text(512)(entry, `${path}.${key}`)
  }
}

export const toolName = (maxLength: number): Check => {
  const length = text(maxLength)
  return (value, path) => {
    length(value, path)
    if (/^[a-zA-Z0-9_-]+$/.test(plain(value))) return
    throw invalid(
      `Invalid '${path}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
      path,
      'invalid_value',
    )
  }
}
