// Lays what came back beside what was sent, with the reported places blotted out on both sides.
import { child, copy, isRecord, type Json, type JsonObject, parentOf, same, tokens } from './json.ts'

/** Stands in a document for a value that was reported as changed, and says into how many it may have been split. */
const mark = '\u0000changed, '
const dropped = '\u0000dropped'

export interface Report {
  path: string
  effect: string
}

/** A copy of `x` without what was reported as dropped, and with a marker where something was reported as changed. */
export function marked(x: Json, losses: Report[]): Json {
  const result = copy(x)
  for (const loss of losses.filter(each => each.effect === 'dropped')) put(result, loss.path, () => dropped)
  for (const loss of losses.filter(each => each.effect === 'changed')) put(result, loss.path, markFor)
  return sweep(result) ?? {}
}

/** A namespace is flattened into its tools; whatever else was changed is still one thing. */
function markFor(value: Json): string {
  return mark + (isRecord(value) && Array.isArray(value.tools) ? value.tools.length : 1)
}

function put(document: Json, path: string, replace: (value: Json) => Json): void {
  const parts = tokens(path)
  const last = parts.pop()
  if (last === undefined) return
  let parent: Json | undefined = document
  for (const part of parts) parent = child(parent, part)
  const value = child(parent, last)
  if (value === undefined) return
  if (Array.isArray(parent)) parent[Number(last)] = replace(value)
  else if (isRecord(parent)) parent[last] = replace(value)
}

/** Takes the dropped places out, all of an array together; a container that lost its last child goes with it. */
function sweep(value: Json): Json | undefined {
  if (value === dropped) return undefined
  if (Array.isArray(value)) {
    const rest = value.map(sweep).filter(element => element !== undefined)
    return rest.length === 0 && value.length > 0 ? undefined : rest
  }
  if (!isRecord(value)) return value
  // Entries define keys of their own, `__proto__` among them, where an assignment would set the prototype.
  const entries = Object.entries(value).map(([key, each]): [string, Json | undefined] => [key, sweep(each)])
  const rest = entries.filter((entry): entry is [string, Json] => entry[1] !== undefined)
  return rest.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(rest)
}

/** True for a value that says nothing, found where everything was reported as dropped. */
export function isEmptied(path: string, value: unknown, losses: Report[]): boolean {
  if (!(value === null || value === '' || same(value, []) || same(value, {}))) return false
  const shape = (pointer: string) => pointer.replace(/\/\d+/g, '/0')
  const emptied = losses.filter(loss => loss.effect === 'dropped').flatMap(loss => [loss.path, parentOf(loss.path)])
  return emptied.some(each => shape(each) === shape(path))
}

export function isMark(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith(mark)
}

function hasMark(value: Json): boolean {
  if (isMark(value)) return true
  if (Array.isArray(value)) return value.some(hasMark)
  return isRecord(value) && Object.values(value).some(hasMark)
}

/** Rewrites `y` so that it equals `x` wherever the difference is one that a marker in `x` stands for. */
export function aligned(x: Json, y: Json): Json {
  if (isMark(x)) return x
  if (!hasMark(x)) return y
  if (Array.isArray(x) && Array.isArray(y)) return alignedArray(x, y)
  if (!isRecord(x) || !isRecord(y)) return y
  const result: JsonObject = {}
  // A changed key may come back under another name: as many new keys are allowed as marked ones are gone.
  let renames = Object.keys(x).filter(key => isMark(x[key]) && y[key] === undefined).length
  for (const [key, value] of Object.entries(y)) {
    const source = x[key]
    if (source !== undefined) result[key] = aligned(source, value)
    else if (renames > 0) renames -= 1
    else result[key] = value
  }
  for (const [key, value] of Object.entries(x)) if (isMark(value)) result[key] = value
  return result
}

/**
 * A changed element makes its array incomparable by index: it may have moved, been joined to another or split in two.
 * The elements that were not reported must all be there, in their order; what is left over belongs to the changed ones.
 */
function alignedArray(x: Json[], y: Json[]): Json {
  const inPlace = x.length === y.length && x.every((element, index) => isMark(element) || fits(element, y[index]))
  if (inPlace) return x
  const used = new Set<number>()
  let next = 0
  const missing: number[] = []
  for (const [index, element] of x.entries()) {
    if (isMark(element)) continue
    let found = next
    while (found < y.length && !fits(element, y[found])) found += 1
    if (found === y.length) missing.push(index)
    else {
      used.add(found)
      next = found + 1
    }
  }
  const spare = y.filter((_, index) => !used.has(index))
  const splits = x.filter(hasMark).map(element => (isMark(element) ? Number(element.slice(mark.length)) : 1))
  const allowed = splits.reduce((sum, split) => sum + split, 0)
  if (missing.length === 0 && spare.length <= allowed) return x
  const result = x.flatMap((element, index) => (missing.includes(index) ? spare.splice(0, 1) : [element]))
  return [...result, ...spare.slice(missing.length === 0 ? allowed : 0)]
}

function fits(element: Json, candidate: Json | undefined): boolean {
  return candidate !== undefined && same(element, hasMark(element) ? aligned(element, candidate) : candidate)
}
