// What the API demands of the JSON Schema of a function, and of a strict schema in particular.
import { isObject, type Json, plain } from './checks.ts'
import { invalid } from './problem.ts'

interface Owner {
  /** `function 'get_weather'` or `response_format 'answer'`: how the message names the schema. */
  title: string
  param: string
  code: string
}

function complain(owner: Owner, sentence: string): Error {
  return invalid(`Invalid schema for ${owner.title}: ${sentence}`, owner.param, owner.code)
}

/** Python's way to write a path, which the API uses: `()`, `('properties', 'city')`. */
function context(path: readonly string[]): string {
  const inside = path.map(step => `'${step}'`).join(', ')
  return `In context=(${inside}${path.length === 1 ? ',' : ''})`
}

function branches(schema: Json): [string[], unknown][] {
  const found: [string[], unknown][] = []
  for (const key of ['properties', '$defs', 'definitions']) {
    const named = schema[key]
    if (isObject(named)) for (const [name, entry] of Object.entries(named)) found.push([[key, name], entry])
  }
  for (const key of ['anyOf', 'prefixItems']) {
    const several = schema[key]
    if (Array.isArray(several))
      for (const [index, entry] of several.entries()) found.push([[key, String(index)], entry])
  }
  if (schema.items !== undefined) found.push([['items'], schema.items])
  return found
}

const isObjectSchema = (schema: Json) =>
  schema.type === 'object' || (Array.isArray(schema.type) && schema.type.includes('object'))

function judgeStrict(schema: unknown, owner: Owner, path: readonly string[]): void {
  if (!isObject(schema)) return
  if (isObjectSchema(schema)) {
    if (schema.additionalProperties !== false) {
      throw complain(owner, `${context(path)}, 'additionalProperties' is required to be supplied and to be false.`)
    }
    const required = Array.isArray(schema.required) ? schema.required : []
    const properties = isObject(schema.properties) ? Object.keys(schema.properties) : []
    const absent = properties.find(name => !required.includes(name))
    if (absent !== undefined) {
      throw complain(
        owner,
        `${context(path)}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${absent}'.`,
      )
    }
    const extra = required.find(name => !properties.includes(plain(name)))
    if (extra !== undefined) {
      throw complain(
        owner,
        `${context(path)}, 'required' is required to be an array of keys in properties. Extra required key '${plain(extra)}' supplied.`,
      )
    }
  }
  for (const [steps, branch] of branches(schema)) judgeStrict(branch, owner, [...path, ...steps])
}

/** `parameters: {}` and no parameters at all stand for "no arguments" and are accepted. */
export function judgeSchema(schema: unknown, strict: boolean, owner: Owner): void {
  if (!isObject(schema) || Object.keys(schema).length === 0) return
  const root = schema.type
  if (root !== 'object' && !(schema.type === undefined && typeof schema.$ref === 'string')) {
    const got = root === undefined || root === null ? 'None' : JSON.stringify(root).replaceAll('"', '')
    throw complain(owner, `schema must be a JSON Schema of 'type: "object"', got 'type: "${got}"'.`)
  }
  if (strict) judgeStrict(schema, owner, [])
}

/**
 * A Responses function that does not say `strict` is strict, and its schema is rewritten to fit: recordings
 * show `additionalProperties: false` in the echo of schemas that were sent without it.
 */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (!isObject(schema)) return schema
  const copy: Json = {}
  for (const [key, entry] of Object.entries(schema))
    copy[key] = key === 'enum' || key === 'const' ? entry : closed(entry)
  if (isObjectSchema(schema) && schema.additionalProperties === undefined) copy.additionalProperties = false
  return copy
}
