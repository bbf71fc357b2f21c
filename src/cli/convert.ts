// `convert`: one document into the other API. The result goes to stdout, what it lost to stderr.
import type { InferredOptionTypes, Options } from 'yargs'
import { type Loss, UnmappableError } from '../index.ts'
import { type Converted, convertDocument, otherApi, wireText } from './conversion.ts'
import { apiNames, type Document, describeDocument, detectDocument } from './document.ts'
import { passDoor } from './door.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { readInput } from './input.ts'
import { countLosses, writeLosses } from './losses.ts'
import { command, conversionFlags, conversionOptions, json, withExamples } from './options.ts'
import { readRequest, requestFlag } from './request-flag.ts'
import { notes, out, printJson } from './terminal.ts'

const flags = {
  to: { choices: ['responses', 'chat'] as const, demandOption: true, describe: 'The API to convert to' },
  strict: { type: 'boolean', default: false, describe: 'Refuse (exit 2) when anything would be dropped or changed' },
  request: requestFlag,
  status: { type: 'number', requiresArg: true, describe: 'For an error body: the HTTP status it came with' },
  ...conversionFlags,
  json: { ...json, describe: 'Print { result, losses } on stdout' },
} as const satisfies Record<string, Options>

type Flags = InferredOptionTypes<typeof flags> & { file: string | undefined }

const examples = [
  ['convert request.json --to responses', 'A chat request as a Responses request'],
  ['convert answer.sse --to chat > chunks.sse', 'A recorded stream; its losses stay on the screen'],
  ['convert request.json --to responses --strict', 'Refuse instead of losing anything'],
  ['convert --to chat --json < request.json | jq .losses', 'What would be lost, as data'],
] as const

export const convert = command<Flags>({
  command: 'convert [file]',
  describe: 'Convert a request, a result, an error or a stream',
  builder: cli =>
    withExamples(
      cli
        .positional('file', { type: 'string', describe: 'The document; - or a pipe is read from stdin' })
        .options(flags),
      examples,
    ),
  handler: run,
})

function run(argv: Flags): void {
  const input = readInput(argv.file)
  const document = detectDocument(input)
  if (document.api === argv.to) {
    throw new CommandFailure(
      `${input.name} is ${describeDocument(document)} already. Nothing to convert; did you mean --to ${otherApi(argv.to)}?`,
    )
  }
  const unknown = passDoor(document, input.name)
  const request = readRequest(argv.request, argv.to, document)
  const status = readStatus(argv.status, document)
  const options = { ...conversionOptions(argv), strict: argv.strict, status, request }
  try {
    report(argv, document, convertDocument(document, argv.to, options), unknown)
  } catch (error) {
    if (!(error instanceof UnmappableError)) throw error
    refuse(argv, error.losses)
  }
}

function readStatus(status: number | undefined, document: Document): number | undefined {
  if (status === undefined) return undefined
  if (document.kind !== 'error') {
    throw new CommandFailure(`--status goes with an error body; this is ${describeDocument(document)}.`)
  }
  if (Number.isInteger(status) && status >= 100 && status <= 599) return status
  throw new CommandFailure('--status must be an HTTP status, a whole number from 100 to 599.')
}

function report(argv: Flags, document: Document, converted: Converted, unknown: readonly string[]): void {
  const { result, losses, status } = converted
  if (argv.json) printJson(status === undefined ? { result, losses } : { result, losses, status })
  else out.write(wireText(converted))
  notes.line(notes.paint.dim(`${describeDocument(document)} to ${describeDocument(converted)}`))
  if (converted.kind === 'error' && document.kind !== 'error') {
    notes.line(`The response failed: a ${apiNames[argv.to]} server answers HTTP ${status} with this error.`)
  } else if (status !== undefined) notes.line(`Its HTTP status is ${status}.`)
  const reported = new Set(losses.map(({ path }) => path))
  for (const path of unknown.filter(path => !reported.has(path))) {
    notes.line(`${notes.paint.yellow('unknown ')}  ${path}  ${notes.paint.dim('Neither API documents this key.')}`)
  }
  if (losses.length === 0) return
  notes.line(`Losses: ${countLosses(losses)}`)
  writeLosses(notes, losses, '  ')
}

function refuse({ json, to }: Flags, losses: readonly Loss[]): void {
  if (json) printJson({ result: null, losses })
  const refused = losses.filter(({ effect }) => effect !== 'emulated')
  notes.line(`Refused, because of --strict: ${apiNames[to]} cannot carry ${refused.length === 1 ? 'this' : 'these'}.`)
  writeLosses(notes, losses, '  ')
  notes.line('Take it out of the document, or convert without --strict and live with the losses.')
  process.exitCode = exitCodes.unusable
}
