// What is wrong with a body, as sentences with a JSON Pointer each. No sentence quotes what the body says.
import type * as z from 'zod'
import { KIND_NAMES, type Kind, kindOf } from './choice.ts'

export interface SchemaIssue {
  /** JSON Pointer (RFC 6901) into the body; empty for the body itself. */
  readonly path: string
  /** What was expected there, what is there instead, and what to do. */
  readonly message: string
}

type Issue = z.core.$ZodIssue

export function describeIssues(error: z.core.$ZodError, body: unknown): SchemaIssue[] {
  return error.issues.flatMap(issue => describe(issue, body))
}

export function pointer(path: readonly PropertyKey[]): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function describe(issue: Issue, body: unknown): SchemaIssue[] {
  const path = pointer(issue.path)
  const expected = expectation(issue)
  const found = kindOf(valueAt(body, issue.path))
  if (found === 'nothing') {
    const what = issue.path.length === 0 ? 'The body' : 'This key'
    return [{ path, message: `${what} is missing: expected ${expected}. Add it.` }]
  }
  return [{ path, message: `Expected ${expected}, found ${foundName(expected, found)}. ${remedy(expected)}` }]
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return name(issue.expected)
    case 'invalid_value':
      return oneOf(issue.values.map(value => JSON.stringify(value)))
    case 'custom': {
      const expected: unknown = issue.params?.expected
      return Array.isArray(expected) ? oneOf(expected.map(String)) : 'another value'
    }
    case 'invalid_key':
      return 'keys that are strings'
    default:
      return 'another value'
  }
}

const ZOD_NAMES: Readonly<Record<string, string>> = {
  ...KIND_NAMES,
  record: KIND_NAMES.object,
  int: 'a whole number',
  nan: 'a number',
  nonoptional: 'a value',
}

const name = (type: string): string => ZOD_NAMES[type] ?? type

const oneOf = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? 'nothing')

/** "Expected "user" or "system", found a string" would say nothing: there the word itself is wrong. */
const foundName = (expected: string, found: Kind): string =>
  expected.startsWith('"') && found === 'string' ? 'another word' : KIND_NAMES[found]

const remedy = (expected: string): string =>
  expected.startsWith('"') ? 'Use one of the words named.' : `Send ${expected}.`

/** Own keys only, since a path may name "constructor". */
function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}
