// `doctor`: whether what `serve` would need is there: its settings, its upstream, its store, and the optional packages.
import { type ReadSettings, readSettings, serverSettings } from '../server/config.ts'
import { createServer } from '../server/index.ts'
import { exitCodes } from './failure.ts'
import { command, json, withExamples } from './options.ts'
import { openState } from './serve/state.ts'
import { environmentNote, serveFlags } from './serve-flags.ts'
import { out, printJson } from './terminal.ts'

const examples = [
  ['doctor --upstream http://127.0.0.1:8080/v1', 'Look at an upstream, and at the store `serve` would use'],
  ['doctor --config serve.json --json', 'The same with the settings of a file, for a program'],
] as const

type Flags = Record<string, unknown>

export const doctor = command<Flags>({
  command: 'doctor',
  describe: 'Look at what `serve` would need: its settings, its upstream, its store, optional packages',
  builder: cli =>
    withExamples(
      cli.options({ ...serveFlags, json: { ...json, describe: 'Print the checks as JSON' } }) as typeof cli,
      examples,
      environmentNote,
    ),
  handler: run,
})

export interface Check {
  readonly name: string
  /** `missing`: not there, and only needed by some. */
  readonly result: 'ok' | 'missing' | 'failed'
  /** A sentence: what was found, or what to do. */
  readonly sentence: string
}

async function run(flags: Flags): Promise<void> {
  const checks: Check[] = []
  const read = await look(checks, 'settings', () => {
    const settings = readSettings({ flags, environment: process.env })
    return { found: settings, sentence: `They can be used. ${settings.warnings.join(' ')}`.trim() }
  })
  if (read !== undefined) {
    await look(checks, 'upstream', () => upstream(read))
    await look(checks, 'store', () => store(read))
  }
  for (const [name, purpose] of optionalPackages) checks.push(installed(name, purpose))
  const healthy = checks.every(({ result }) => result !== 'failed')
  if (flags.json === true) printJson({ healthy, checks })
  else print(checks)
  if (!healthy) process.exitCode = exitCodes.different
}

interface Found<Value> {
  readonly found: Value
  readonly sentence: string
}

async function look<Value>(
  checks: Check[],
  name: string,
  at: () => Found<Value> | Promise<Found<Value>>,
): Promise<Value | undefined> {
  try {
    const { found, sentence } = await at()
    checks.push({ name, result: 'ok', sentence })
    return found
  } catch (error) {
    checks.push({ name, result: 'failed', sentence: error instanceof Error ? error.message : 'Unknown error.' })
    return undefined
  }
}

const names = { responses: 'Responses', chat: 'Chat Completions' } as const

/** Asked as `serve` asks with `--upstream-api auto`: by a request that is invalid on both APIs and never billed. */
async function upstream({ values }: ReadSettings): Promise<Found<void>> {
  const { upstreamApi } = values
  const apis = await createServer({ ...serverSettings(values), upstreamApi: 'auto' }).prepare()
  const spoken = [...apis].map(api => names[api]).join(' and ')
  if ((upstreamApi === 'chat' || upstreamApi === 'responses') && !apis.has(upstreamApi)) {
    throw new Error(`It speaks ${spoken}, not ${names[upstreamApi]}. Change --upstream-api.`)
  }
  return { found: undefined, sentence: `It can be reached, and speaks ${spoken}.` }
}

async function store(read: ReadSettings): Promise<Found<void>> {
  const state = await openState(read)
  if (state === undefined) return { found: undefined, sentence: 'Nothing is kept, as the settings say.' }
  const key = { owner: 'doctor', kind: 'check', id: 'written-and-deleted' }
  try {
    await state.store.check()
    await state.store.put(key, { written: true })
    const written = await state.store.get(key)
    await state.store.delete(key)
    if (written?.value.written !== true) throw new Error(`${state.store.name} does not give back what was written.`)
    return { found: undefined, sentence: `${state.store.name} can be written, read and deleted from.` }
  } finally {
    await state.store.close()
  }
}

const optionalPackages = [
  ['ts-morph', 'codemod'],
  ['libsql', '--store file:…'],
  ['ioredis', '--store redis://…'],
  ['pg', '--store postgres://…'],
] as const

function installed(name: string, purpose: string): Check {
  try {
    import.meta.resolve(name)
    return { name, result: 'ok', sentence: `Installed, for ${purpose}.` }
  } catch {
    return { name, result: 'missing', sentence: `Not installed; ${purpose} needs it. Run: npm install ${name}` }
  }
}

function print(checks: readonly Check[]): void {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const { green, yellow, red } = out.paint
  const marks = { ok: green('ok     '), missing: yellow('missing'), failed: red('failed ') }
  for (const { name, result, sentence } of checks) out.line(`${marks[result]}  ${name.padEnd(width)}  ${sentence}`)
}
