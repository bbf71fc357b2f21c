// `diff`: what differs on the wire, between two documents, between a document and what it becomes, or in a whole
// directory of fixtures.
import { statSync } from 'node:fs'
import type { InferredOptionTypes, Options } from 'yargs'
import { differences, patchBetween } from '../diff/compare.ts'
import { valueAt } from '../diff/pointer.ts'
import { type Converted, convertDocument, otherApi } from './conversion.ts'
import { type Document, describeDocument, detectDocument } from './document.ts'
import { passDoor } from './door.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { diffFixtures } from './fixture-report.ts'
import { isStandardInput, readInput } from './input.ts'
import { Inventions } from './inventions.ts'
import { countLosses, writeLosses } from './losses.ts'
import { command, conversionFlags, conversionOptions, json, withExamples } from './options.ts'
import { readRequest, requestFlag } from './request-flag.ts'
import { notes, out, printJson } from './terminal.ts'
import { writeDifferences } from './values.ts'
import { legend, writeBodyChanges, writeStreamChanges } from './wire-changes.ts'

const flags = {
  request: requestFlag,
  ...conversionFlags,
  json: { ...json, describe: 'Print an RFC 6902 patch, from left to right, on stdout' },
} as const satisfies Record<string, Options>

type Flags = InferredOptionTypes<typeof flags> & { left: string | undefined; right: string | undefined }

const examples = [
  ['diff request.json', 'What exactly changes on the wire when it is converted'],
  ['diff chat.json responses.json', 'Converts the first into the API of the second, and compares'],
  ['diff before.json after.json --json', 'The differences as an RFC 6902 patch'],
  ['diff fixtures/', 'Checks every pair in a directory of fixtures'],
] as const

export const diff = command<Flags>({
  command: 'diff [left] [right]',
  describe: 'Show what differs on the wire',
  builder: cli =>
    withExamples(
      cli
        .positional('left', { type: 'string', describe: 'A document, or a directory of fixtures; - is stdin' })
        .positional('right', { type: 'string', describe: 'What to compare with; without it, what left becomes' })
        .options(flags),
      examples,
    ),
  handler: run,
})

function run(argv: Flags): void {
  const { left, right } = argv
  if (left !== undefined && !isStandardInput(left) && isDirectory(left)) {
    if (right !== undefined)
      throw new CommandFailure('A directory of fixtures is checked by itself; name nothing else.')
    process.exitCode = diffFixtures(left, argv.json, conversionOptions(argv))
    return
  }
  if (left !== undefined && right !== undefined && isStandardInput(left) && isStandardInput(right)) {
    throw new CommandFailure('Only one of the two can come from stdin.')
  }
  const source = open(left)
  const different = right === undefined ? diffAlone(source, argv) : diffPair(source, open(right), argv)
  process.exitCode = different ? exitCodes.different : exitCodes.ok
}

const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

interface Opened {
  readonly name: string
  readonly document: Document
}

function open(file: string | undefined): Opened {
  const input = readInput(file)
  const document = detectDocument(input)
  passDoor(document, input.name)
  return { name: input.name, document }
}

const contentOf = (document: Document): unknown => (document.kind === 'stream' ? document.elements : document.body)

/** One document against what it becomes in the other API. */
function diffAlone({ name, document }: Opened, argv: Flags): boolean {
  if (document.api === undefined) {
    throw new CommandFailure(
      `${name} is an error body, which looks alike in both APIs. Use convert --to, or name a second file.`,
    )
  }
  const to = otherApi(document.api)
  const { id, now } = new Inventions()
  const request = readRequest(argv.request, to, document)
  const converted = convertDocument(document, to, { ...conversionOptions(argv), id, now, request })
  const source = contentOf(document)
  const patch = patchBetween(source, converted.result)
  if (argv.json) printJson(patch)
  else writeAlone(name, document, converted)
  if (argv.json && converted.losses.length > 0) writeLosses(notes, converted.losses)
  return patch.length > 0
}

function writeAlone(name: string, document: Document, converted: Converted): void {
  out.line(`${name}: ${describeDocument(document)} becomes ${describeDocument(converted)}`)
  let losses = converted.losses
  if (document.kind === 'stream') {
    writeStreamChanges(out, document.elements, converted.result as readonly unknown[])
  } else {
    out.line(out.paint.dim(legend))
    losses = writeBodyChanges(out, document.body, converted.result, losses)
  }
  out.line(converted.losses.length === 0 ? 'Nothing is lost.' : `Losses: ${countLosses(converted.losses)}`)
  writeLosses(out, losses, '  ')
}

/** Two documents, the left one converted into the API of the right one where they differ in API. */
function diffPair(left: Opened, right: Opened, argv: Flags): boolean {
  const made = new Inventions()
  const before = left.document
  const after = right.document
  if (before.kind !== after.kind && !(before.kind === 'result' && after.kind === 'error')) {
    throw new CommandFailure(
      `${left.name} is ${describeDocument(before)}, ${right.name} is ${describeDocument(after)}. Compare two of a kind.`,
    )
  }
  const convert = before.api !== undefined && after.api !== before.api
  const to = after.api ?? otherApi(before.api ?? 'chat')
  const { id, now } = made
  const request = convert ? readRequest(argv.request, to, before) : undefined
  const converted = convert ? convertDocument(before, to, { ...conversionOptions(argv), id, now, request }) : undefined
  const one = converted === undefined ? contentOf(before) : converted.result
  const other = contentOf(after)
  const patch = patchBetween(one, other).filter(each => !made.explainsOperation(each, valueAt(one, each.path)))
  const found = differences(one, other)
  const shown = found.filter(difference => !made.explains(difference))
  if (converted !== undefined)
    notes.line(notes.paint.dim(`${left.name} is compared as ${describeDocument(converted)}.`))
  if (found.length > shown.length) {
    const count = found.length - shown.length
    notes.line(notes.paint.dim(`Not compared: ${count} made up by the conversion (ids, times).`))
  }
  if (argv.json) printJson(patch)
  else {
    writeDifferences(out, shown)
    out.line(
      shown.length === 0 ? 'No differences.' : `${shown.length} ${shown.length === 1 ? 'difference' : 'differences'}.`,
    )
  }
  if (converted !== undefined && converted.losses.length > 0) {
    notes.line(`The conversion lost something: ${countLosses(converted.losses)}`)
    writeLosses(notes, converted.losses, '  ')
  }
  return shown.length > 0
}
