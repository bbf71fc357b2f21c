// `demo`: a program written for Chat Completions, unchanged, against a server that only speaks Responses. Everything it
// prints comes from the run.
import { basename, relative } from 'node:path'
import { isObject } from '../atlas/read.ts'
import type { Loss } from '../index.ts'
import { convertDocument } from './conversion.ts'
import { clientFile, runClient } from './demo/run-client.ts'
import type { Exchange } from './demo/upstream.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { writeLosses } from './losses.ts'
import { command, withExamples } from './options.ts'
import { out } from './terminal.ts'
import { brief } from './values.ts'
import { legend, writeBodyChanges } from './wire-changes.ts'

export const demo = command<object>({
  command: 'demo',
  describe: 'See a chat program run, unchanged, against a Responses-only server: no key, no network',
  builder: cli => withExamples(cli, [['demo', 'Takes a few seconds']]),
  handler: run,
})

const { bold, dim, green, red } = out.paint

function step(number: number, title: string, about: string): void {
  out.line(`\n${bold(`${number}. ${title}`)}`)
  out.line(dim(`   ${about}`))
}

const show = (lines: readonly string[]) => {
  for (const line of lines) out.line(`   ${line}`)
}

/** Anything that did not happen as it should ends the demo, and says so by the exit code. */
function expect(happened: boolean, sentence: string): void {
  if (!happened) throw new CommandFailure(`The demo failed: ${sentence}`, exitCodes.different)
}

async function run(): Promise<void> {
  // Loaded here, so that commands without a server start without one.
  const { startUpstream } = await import('./demo/upstream.ts')
  const upstream = await startUpstream()
  try {
    await tell(`${upstream.url}/v1`, upstream.taken)
  } finally {
    await upstream.close()
  }
}

async function tell(baseUrl: string, taken: () => Exchange[]): Promise<void> {
  const near = relative(process.cwd(), clientFile)
  const client = near.length < clientFile.length ? near : clientFile
  out.line(bold('A chat program meets a server that only speaks Responses.'))
  out.line(dim(`The server is ${baseUrl}, on this machine. The program is ${client}.`))

  step(1, 'The program alone fails', 'It calls POST /v1/chat/completions, which this server does not have.')
  const alone = await runClient(baseUrl, { bridged: false })
  const [refused] = taken()
  show([`$ node ${client}`, ...alone.lines.map(red)])
  expect(alone.exitCode !== 0 && refused?.status === 404, 'the server should have answered 404.')

  step(
    2,
    'The same program over the bridge works',
    'Not a byte of it is changed: one file is loaded before it, and swaps its fetch.',
  )
  const bridged = await runClient(baseUrl, { bridged: true })
  const exchanges = taken()
  show([`$ node --import ${client.replace(/legacy-client/, 'bridge')} ${client}`, ...bridged.lines.map(green)])
  expect(bridged.exitCode === 0, 'the program should have run to its end.')

  step(
    3,
    'What the server received',
    'Four requests, all of them Responses: an answer, a stream, a tool call and its result.',
  )
  for (const { path, status, request } of exchanges)
    show([`POST ${path} ${status}  ${dim(brief(JSON.parse(request), 100))}`])
  const atResponses = exchanges.every(({ path, status }) => path === '/v1/responses' && status === 200)
  expect(atResponses && exchanges.length === 4, 'four Responses requests should have arrived.')

  const [first] = exchanges
  if (refused !== undefined && first !== undefined) tellChanges(refused, first, bridged.losses)
  await tellRewrite(baseUrl, taken)
  out.line(`\n${green('Done.')} In your own program: ${bold("fetch = createFetch({ upstream: 'responses' })")}`)
  out.line(dim('Next: responses-bridge codemod, convert, diff, explain; each has --help.'))
}

/** The same program, changed for good. */
async function tellRewrite(baseUrl: string, taken: () => Exchange[]): Promise<void> {
  const { rewriteClient } = await import('./demo/rewrite-client.ts')
  const { writeDiff } = await import('./codemod/diff.ts')
  const { MissingPackageError } = await import('../../codemods/index.ts')
  const rewrittenClient = await rewriteClient().catch(error => {
    if (!(error instanceof MissingPackageError)) throw error
    out.line(dim(`\n${error.message} Then this demo rewrites the program, too.`))
  })
  if (rewrittenClient === undefined) return
  const { file, result, remove } = rewrittenClient
  try {
    step(7, 'The program, rewritten', 'What `responses-bridge codemod --style wrapped` changes in a copy of it.')
    writeDiff(out, result.changes, '   ')
    expect(
      result.findings.every(({ strength }) => strength === 'wrapped'),
      'its call should have been rewritten.',
    )

    step(8, 'The rewritten program runs by itself', 'Against the same server, with nothing loaded before it.')
    const rewritten = await runClient(baseUrl, { bridged: false, file })
    show([`$ node ${basename(file)}`, ...rewritten.lines.map(green)])
    const exchanges = taken()
    const atResponses = exchanges.every(({ path, status }) => path === '/v1/responses' && status === 200)
    expect(
      rewritten.exitCode === 0 && atResponses && exchanges.length === 4,
      'it should have made four Responses requests.',
    )
  } finally {
    remove()
  }
}

function tellChanges(refused: Exchange, first: Exchange, losses: readonly Loss[]): void {
  const asked: unknown = JSON.parse(refused.request)
  const sent: unknown = JSON.parse(first.request)
  step(4, 'What changed in the first request', `What the program sent, and what the server received. ${legend}`)
  writeBodyChanges(out, asked, sent, losses, '   ')

  const answered: unknown = JSON.parse(first.answer)
  step(5, 'What changed in its answer', 'What the server answered, and what the program received.')
  if (!isObject(answered) || !isObject(asked)) throw new CommandFailure('The demo failed: the answer is no object.')
  const document = { kind: 'result', api: 'responses', body: answered } as const
  const { result, losses: lostInAnswer } = convertDocument(document, 'chat', { request: asked })
  writeBodyChanges(out, answered, result, lostInAnswer, '   ')

  step(6, 'What was lost', 'Nothing is lost in silence: onLoss hears of it, strict refuses instead.')
  writeLosses(out, losses, '   ')
  expect(
    losses.some(({ path }) => path === '/seed'),
    'the loss of seed should have been reported.',
  )
}
