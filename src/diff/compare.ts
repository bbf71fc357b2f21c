// What differs between two documents: as an RFC 6902 patch for machines, and as a list for people.
import jsonPatch from 'fast-json-patch'
import { valueAt, walk } from './pointer.ts'

export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

/** One place that differs. A side without the place has no key here. */
export interface Difference {
  readonly path: string
  readonly left?: unknown
  readonly right?: unknown
}

const isList = (value: unknown) => Array.isArray(value)
const holds = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The patch that makes `right` of `left`. */
export function patchBetween(left: unknown, right: unknown): PatchOperation[] {
  // The library compares members; what is a scalar, or a list on one side only, is replaced as a whole.
  if (!holds(left) || !holds(right) || isList(left) !== isList(right)) {
    return Object.is(left, right) ? [] : [{ op: 'replace', path: '', value: right }]
  }
  return jsonPatch.compare(left, right) as PatchOperation[]
}

/** The same differences in the order of the documents, with the values of both sides. */
export function differences(left: unknown, right: unknown): Difference[] {
  const order = new Map<string, number>()
  for (const document of [left, right]) {
    for (const [pointer] of walk(document)) if (!order.has(pointer)) order.set(pointer, order.size)
  }
  const rank = ({ path }: PatchOperation) => order.get(path) ?? order.size
  return patchBetween(left, right)
    .sort((one, other) => rank(one) - rank(other))
    .map(({ op, path }) => ({
      path,
      // Lists are compared place by place, so a pointer means the same place in both.
      ...(op === 'add' ? {} : { left: valueAt(left, path) }),
      ...(op === 'remove' ? {} : { right: valueAt(right, path) }),
    }))
}
