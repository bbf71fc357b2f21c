// Law 2: a document that went over and came back differs from itself in exactly the places that were reported.
import patch from 'fast-json-patch'
import { aligned, isEmptied, marked, type Report } from './alignment.ts'
import { type Kind, normalise, numberLegacyCalls } from './equivalences.ts'
import { movedBack, withoutCopies, withoutInventions } from './inventions.ts'
import { brief, child, copy, isRecord, type Json, parentOf, same, tokens, valueAt } from './json.ts'

/** What is wrong with `losses` as the account of the difference between `x` and `y`, in sentences. Empty: law 2 holds. */
export function roundTripViolations(kind: Kind, x: Json, y: Json, losses: Report[]): string[] {
  const reports = losses.filter(loss => loss.effect === 'dropped' || loss.effect === 'changed')
  const remaining = differences(kind, x, y, reports)
  const wrong = remaining.map(difference => `unreported: ${difference}`)
  for (const [index, report] of reports.entries()) {
    const { path } = report
    const where = `${report.effect} at ${path}`
    if (path === '') wrong.push(`reported at the root: ${report.effect}`)
    else if (reports.slice(0, index).some(other => other.path === path)) wrong.push(`reported twice: ${where}`)
    else if (valueAt(x, path) === undefined) wrong.push(`reported, but not in the source: ${where}`)
    else if (reports.some(other => other.effect === 'dropped' && path.startsWith(`${other.path}/`))) {
      wrong.push(`reported inside something already reported as dropped: ${where}`)
    } else if (reports.some(other => path.startsWith(`${other.path}/`))) {
      // What else befell something that was changed as a whole cannot be told apart from the change.
    } else wrong.push(...overReport(kind, x, y, reports, report, remaining))
  }
  return wrong
}

/** The differences that the reports do not account for. */
function differences(kind: Kind, x: Json, y: Json, reports: Report[]): string[] {
  const left = normalise(kind, withoutWaste(kind, marked(withLegacyNumbers(kind, withoutCopies(kind, x)), reports)))
  const back = movedBack(kind, x, withoutInventions(kind, x, y), reports)
  const right = aligned(left, normalise(kind, withoutWaste(kind, back)))
  const operations = patch.compare({ document: left }, { document: right })
  return operations
    .map(operation => ({ ...operation, path: operation.path.slice('/document'.length) }))
    .filter(operation => !(operation.op === 'add' && isEmptied(operation.path, operation.value, reports)))
    .map(operation => {
      const before = operation.op === 'add' ? 'nothing' : brief(valueAt(left, operation.path))
      const after = operation.op === 'remove' ? 'nothing' : 'value' in operation ? brief(operation.value) : operation.op
      return `${operation.path}: sent ${before}, came back ${after}`
    })
}

function withLegacyNumbers(kind: Kind, x: Json): Json {
  if (kind !== 'chat request' || !isRecord(x)) return x
  const result = copy(x)
  if (isRecord(result) && Array.isArray(result.messages)) numberLegacyCalls(result.messages.filter(isRecord))
  return result
}

/** Where even nothing says something. */
const telling = new Set(['choices', 'message', 'content', 'output', 'text', 'refusal', 'arguments', 'input', 'name'])

/** Servers write null, 0, '' and empty containers into their answers where they have nothing to say. */
function withoutWaste(kind: Kind, document: Json): Json {
  return kind === 'chat completion' || kind === 'response' ? sweep(document) : document
}

function sweep(value: Json): Json {
  if (Array.isArray(value)) return value.map(sweep)
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, each]): [string, Json] => [key, sweep(each)])
  return Object.fromEntries(
    entries.filter(([key, each]) => (telling.has(key) && !isRecord(each)) || !saysNothing(each)),
  )
}

function saysNothing(value: Json): boolean {
  if (isRecord(value)) return Object.keys(value).length === 0
  return value === null || value === 0 || value === '' || same(value, [])
}

/** A report must be needed, and as deep as the difference. */
function overReport(kind: Kind, x: Json, y: Json, reports: Report[], report: Report, remaining: string[]): string[] {
  const source = valueAt(x, report.path)
  const back = counterpart(y, report.path, reports)
  const needed = () => {
    const others = reports.filter(other => other.path !== report.path)
    return !same(copy(differences(kind, x, y, others)), copy(remaining))
  }
  // A default that was written out and left out on the way does differ, although it means the same.
  const isWaste = kind.includes('request') ? false : source !== undefined && saysNothing(source)
  if ((back === unknown || same(source, back)) && !isWaste && !needed()) {
    return [`reported, but it came back as it was: ${report.effect} at ${report.path}`]
  }
  // What stands in the place of an element of a list may be another one.
  const inList = Array.isArray(valueAt(x, parentOf(report.path)))
  if (report.effect !== 'changed' || inList || !isRecord(source) || !isRecord(back)) return []
  const keys = [...new Set([...Object.keys(source), ...Object.keys(back)])]
  const different = keys.filter(key => !same(source[key], back[key]))
  const deeper = different.length === 1 && keys.length > 2
  return deeper ? [`reported too high: at ${report.path}, where only /${different[0]} differs`] : []
}

const unknown = Symbol('no telling which element this one became')

/** The raw value that should be what `path` named, were nothing wrong with it. */
function counterpart(y: Json, path: string, reports: Report[]): Json | undefined | typeof unknown {
  let value: Json | undefined = y
  let pointer = ''
  for (const token of tokens(path)) {
    const prefix = `${pointer}/`
    pointer = path.slice(0, prefix.length + token.replaceAll('~', '~0').replaceAll('/', '~1').length)
    if (!Array.isArray(value)) {
      value = child(value, token)
      continue
    }
    const siblings = reports.filter(
      other => other.path.startsWith(prefix) && !other.path.slice(prefix.length).includes('/'),
    )
    const own = reports.find(other => other.path === path)
    if (pointer === path && own?.effect === 'dropped') return unknown
    // What stands elsewhere than it was does differ, be it the element that moved or one that it moved past.
    if (pointer !== path && siblings.some(other => other.effect === 'changed')) return unknown
    const gone = siblings.filter(
      other => other.effect === 'dropped' && Number(other.path.slice(prefix.length)) < Number(token),
    ).length
    value = value[Number(token) - gone]
  }
  return value
}
