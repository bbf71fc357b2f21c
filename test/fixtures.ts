// Loads the cases under `fixtures/`, says which conversions each one fixes, and compares what a reader made of them.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Side = 'chat' | 'responses'
export type Direction = 'to-responses' | 'to-chat'
export type Kind = 'request' | 'response' | 'stream'
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }
/** A stream is the list of its parsed `data:` lines, in which `[DONE]` stays a string. */
export type Content = JsonObject | Json[]

export interface ExpectedLoss {
  readonly path: string
  readonly effect: 'dropped' | 'changed' | 'emulated'
}

/** One conversion a case fixes: this source, converted this way, gives exactly this. */
export interface Conversion {
  readonly case: string
  readonly direction: Direction
  readonly kind: Kind
  readonly source: Content
  readonly expected: Content
  readonly expectedFile: string
  readonly losses: readonly ExpectedLoss[]
  /** The caller's own request, in the API being produced: results and streams answer it. Never given for requests. */
  readonly request?: JsonObject
}

export interface FixtureCase {
  readonly name: string
  readonly folder: string
  readonly about: string
  readonly direction: 'both' | Direction
  readonly conversions: readonly Conversion[]
}

export const fixturesFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures')
export const directions: readonly Direction[] = ['to-responses', 'to-chat']
export const kinds: readonly Kind[] = ['request', 'response', 'stream']

const actualPrefix = '_actual.'

/** Every case, or those whose name contains `FILTER`. */
export function loadFixtures(filter = process.env.FILTER ?? ''): FixtureCase[] {
  return readdirSync(fixturesFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name.includes(filter))
    .map(entry => loadCase(entry.name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** Options that make every conversion repeatable. Make new ones for each conversion: the counters start again at 1. */
export function repeatableOptions(request?: JsonObject) {
  const counts = new Map<string, number>()
  const id = (prefix: string): string => {
    const count = (counts.get(prefix) ?? 0) + 1
    counts.set(prefix, count)
    return `${prefix}${count}`
  }
  const now = (): number => 1750000000
  return request === undefined ? { id, now } : { id, now, request }
}

export const fileNameOf = (side: Side, kind: Kind): string =>
  kind === 'stream' ? `${side}.stream.sse` : `${side}.${kind}.json`

/** The files of a case that hold a request, a result or a stream. */
export function contentFiles(folder: string): string[] {
  const known = kinds.flatMap(kind => [fileNameOf('chat', kind), fileNameOf('responses', kind)])
  return known.filter(name => existsSync(join(folder, name)))
}

/** Files of fixtures are written plainly: one `data:` line an event, so this needs none of the real parser's care. */
export function parseStream(text: string): Json[] {
  const lines = text.split('\n').filter(line => line.startsWith('data: '))
  return lines.map(line => line.slice('data: '.length)).map(data => (data === '[DONE]' ? data : JSON.parse(data)))
}

export function writeContent(side: Side, content: Content): string {
  if (!Array.isArray(content)) return `${JSON.stringify(content, null, 2)}\n`
  return content.map(element => writeEvent(side, element)).join('')
}

function writeEvent(side: Side, element: Json): string {
  const data = typeof element === 'string' ? element : JSON.stringify(element)
  const type = isObject(element) && side === 'responses' ? `event: ${String(element.type)}\n` : ''
  return `${type}data: ${data}\n\n`
}

/**
 * The expected content with each `"<any>"` replaced by the text found in its place: sentences the documents do not
 * fix, such as the message of an error we make up. Only a text that is not empty may stand there.
 */
export function fillIn(expected: Json, actual: Json | undefined): Json {
  if (expected === '<any>') return typeof actual === 'string' && actual !== '' ? actual : expected
  if (Array.isArray(expected)) {
    return expected.map((element, index) => fillIn(element, Array.isArray(actual) ? actual[index] : undefined))
  }
  if (!isObject(expected)) return expected
  const entries = Object.entries(expected)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, fillIn(value, isObject(actual) ? actual[key] : undefined)]),
  )
}

/** The other way round: what came, with `"<any>"` wherever the expected content leaves a text open. */
function keepOpen<Value extends Json>(expected: Json | undefined, actual: Value): Value
function keepOpen(expected: Json | undefined, actual: Json): Json {
  if (expected === '<any>' && typeof actual === 'string') return expected
  if (Array.isArray(actual)) {
    return actual.map((element, index) => keepOpen(Array.isArray(expected) ? expected[index] : undefined, element))
  }
  if (!isObject(actual)) return actual
  const known = isObject(expected) ? expected : {}
  return Object.fromEntries(Object.entries(actual).map(([key, value]) => [key, keepOpen(known[key], value)]))
}

/** Losses as a set: their order and their wording are not fixed here. */
export function lossLines(losses: readonly ExpectedLoss[]): string[] {
  return losses.map(loss => `${loss.effect} ${loss.path}`).sort()
}

/** Beside a failed expectation, what came instead; with `UPDATE=1` in its place. An expected file is never created. */
export function leaveActual(conversion: Conversion, actual: Content): void {
  const expectedFile = join(fixturesFolder, conversion.case, conversion.expectedFile)
  const side = conversion.direction === 'to-chat' ? 'chat' : 'responses'
  const rewrite = process.env.UPDATE === '1' && existsSync(expectedFile)
  if (rewrite) writeFileSync(expectedFile, writeContent(side, keepOpen(conversion.expected, actual)))
  else writeFileSync(actualFileOf(conversion), writeContent(side, actual))
}

export function clearActual(conversion: Conversion): void {
  rmSync(actualFileOf(conversion), { force: true })
}

const actualFileOf = (conversion: Conversion): string =>
  join(fixturesFolder, conversion.case, `${actualPrefix}${conversion.expectedFile}`)

function loadCase(name: string): FixtureCase {
  const folder = join(fixturesFolder, name)
  const aboutFile = join(folder, 'about.md')
  const text = existsSync(aboutFile) ? readFileSync(aboutFile, 'utf8') : ''
  const said = /^direction: (both|to-responses|to-chat)$/m.exec(text)?.[1]
  const direction = said === 'to-responses' || said === 'to-chat' ? said : 'both'
  const ways = directions.filter(way => direction === 'both' || direction === way)
  const losses = readLosses(folder)
  const conversions = ways.flatMap(way => kinds.flatMap(kind => conversionOf(folder, name, way, kind, losses) ?? []))
  return { name, folder, about: text.split('\n')[0] ?? '', direction, conversions }
}

type LossFile = Partial<Record<'toResponses' | 'toChat', Partial<Record<Kind, ExpectedLoss[]>>>>

function readLosses(folder: string): LossFile {
  const file = join(folder, 'losses.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

function conversionOf(
  folder: string,
  name: string,
  direction: Direction,
  kind: Kind,
  losses: LossFile,
): Conversion | undefined {
  const [from, to]: [Side, Side] = direction === 'to-chat' ? ['responses', 'chat'] : ['chat', 'responses']
  const source = readContent(folder, from, kind)
  const expected = readContent(folder, to, kind)
  if (source === undefined || expected === undefined) return undefined
  const request = kind === 'request' ? undefined : readContent(folder, to, 'request')
  const expectedLosses = losses[direction === 'to-chat' ? 'toChat' : 'toResponses']?.[kind] ?? []
  const fixed = {
    case: name,
    direction,
    kind,
    source,
    expected,
    expectedFile: fileNameOf(to, kind),
    losses: expectedLosses,
  }
  return isObject(request) ? { ...fixed, request } : fixed
}

function readContent(folder: string, side: Side, kind: Kind): Content | undefined {
  const file = join(folder, fileNameOf(side, kind))
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  return kind === 'stream' ? parseStream(text) : JSON.parse(text)
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
