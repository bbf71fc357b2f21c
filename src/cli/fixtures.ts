// A directory of fixtures: the same exchange in both APIs, side by side. Which conversions a case fixes, and whether
// they still give what stands beside them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isObject } from '../atlas/read.ts'
import { type PatchOperation, patchBetween } from '../diff/compare.ts'
import type { Loss } from '../index.ts'
import { type Converted, convertDocument, type DocumentOptions, otherApi } from './conversion.ts'
import { type Api, type Document, detectDocument } from './document.ts'
import { describeFailure } from './failure.ts'
import { causeOf, parseJson } from './input.ts'
import { Inventions } from './inventions.ts'

type FileKind = 'request' | 'response' | 'stream'

export interface Checked {
  readonly case: string
  readonly to: Api
  readonly kind: FileKind
  /** From what came to what stands in the fixture; `null` where a file could not be used. */
  readonly patch: readonly PatchOperation[] | null
  /** Losses that are expected and did not come, and the other way round, as `effect pointer`. */
  readonly missingLosses: readonly string[]
  readonly unexpectedLosses: readonly string[]
  readonly failure?: string
  /** What came and what stands in the fixture. */
  readonly actual?: unknown
  readonly expected?: unknown
}

const kinds: readonly FileKind[] = ['request', 'response', 'stream']
const fileOf = (api: Api, kind: FileKind) => (kind === 'stream' ? `${api}.stream.sse` : `${api}.${kind}.json`)
const isCase = (folder: string) =>
  kinds.some(
    kind => existsSync(join(folder, fileOf('chat', kind))) || existsSync(join(folder, fileOf('responses', kind))),
  )

/** The folders of the cases: the directory itself, or those in it. */
export function findCases(directory: string): string[] {
  if (isCase(directory)) return [directory]
  const folders = readdirSync(directory, { withFileTypes: true }).filter(entry => entry.isDirectory())
  return folders
    .map(({ name }) => join(directory, name))
    .filter(isCase)
    .sort()
}

export function checkCase(folder: string, options: DocumentOptions): Checked[] {
  const about = join(folder, 'about.md')
  const said = existsSync(about) ? /^direction: (\S+)$/m.exec(readFileSync(about, 'utf8'))?.[1] : undefined
  const ways: readonly Api[] =
    said === 'to-chat' ? ['chat'] : said === 'to-responses' ? ['responses'] : ['responses', 'chat']
  return ways.flatMap(to =>
    kinds.flatMap(kind => {
      const from = otherApi(to)
      const pair = [join(folder, fileOf(from, kind)), join(folder, fileOf(to, kind))] as const
      return pair.every(file => existsSync(file)) ? [checkPair(folder, pair, to, kind, options)] : []
    }),
  )
}

function checkPair(
  folder: string,
  [source, expected]: readonly [string, string],
  to: Api,
  kind: FileKind,
  options: DocumentOptions,
): Checked {
  const name = basename(folder)
  try {
    const requestFile = join(folder, fileOf(to, 'request'))
    const request = kind !== 'request' && existsSync(requestFile) ? (json(requestFile) as object) : undefined
    const { id, now } = new Inventions()
    const converted = convertDocument(read(source, otherApi(to), kind), to, { ...options, id, now, request })
    const wanted = contentOf(read(expected, to, kind))
    const actual = JSON.parse(JSON.stringify(converted.result))
    const filled = fillIn(wanted, actual)
    const checked = {
      case: name,
      to,
      kind,
      patch: patchBetween(actual, filled),
      ...compareLosses(folder, converted, kind),
    }
    return { ...checked, actual, expected: filled }
  } catch (error) {
    const failure = describeFailure(error).sentence
    return { case: name, to, kind, patch: null, missingLosses: [], unexpectedLosses: [], failure }
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${causeOf(error)}.`)
  }
}

const json = (file: string): unknown => parseJson(readText(file), file)
const read = (file: string, api: Api, kind: FileKind): Document => {
  const document = detectDocument({ name: file, text: readText(file) })
  // A file's name says what it is: some gateways answer 200 with a body that is nothing but an error.
  return document.kind === 'error' && kind === 'response' ? { kind: 'result', api, body: document.body } : document
}
const contentOf = (document: Document): unknown => (document.kind === 'stream' ? document.elements : document.body)

/** `"<any>"` in a fixture stands for any text that is not empty: sentences that nothing fixes. */
function fillIn(expected: unknown, actual: unknown): unknown {
  if (expected === '<any>') return typeof actual === 'string' && actual !== '' ? actual : expected
  if (Array.isArray(expected)) {
    return expected.map((member, index) => fillIn(member, Array.isArray(actual) ? actual[index] : undefined))
  }
  if (!isObject(expected)) return expected
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, fillIn(value, isObject(actual) ? actual[key] : undefined)]),
  )
}

/** `losses.json` lists them by direction and kind; without one, the case is lossless. */
function compareLosses(folder: string, { losses, api }: Converted, kind: FileKind) {
  const file = join(folder, 'losses.json')
  const listed = existsSync(file) ? json(file) : {}
  const way = isObject(listed) ? listed[api === 'chat' ? 'toChat' : 'toResponses'] : undefined
  const expected = isObject(way) && Array.isArray(way[kind]) ? (way[kind] as Loss[]) : []
  const lines = (list: readonly Pick<Loss, 'effect' | 'path'>[]) => list.map(({ effect, path }) => `${effect} ${path}`)
  const came = lines(losses)
  const wanted = lines(expected)
  return {
    missingLosses: wanted.filter(line => !came.includes(line)),
    unexpectedLosses: came.filter(line => !wanted.includes(line)),
  }
}
