// `serve`: both APIs in front of a server that speaks one of them, for programs that only know a base URL.
import { ConfigError, printedSettings, type ReadSettings, readSettings, settingLines } from '../server/config.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { command, json, withExamples } from './options.ts'
import { environmentNote, serveFlags } from './serve-flags.ts'
import { notes, out, printJson } from './terminal.ts'

const examples = [
  ['serve --upstream http://127.0.0.1:8080/v1', 'Both APIs in front of a local model server, on this machine only'],
  [
    'serve --upstream https://api.openai.com/v1 --upstream-api responses',
    'Chat programs on Responses, with their own key',
  ],
  ['serve --config serve.json', 'Settings from a file, read again when it changes'],
] as const

type Flags = Record<string, unknown>

export const serve = command<Flags>({
  command: 'serve',
  describe: 'Serve both APIs in front of an upstream that speaks one: change one base URL, in any language',
  builder: cli =>
    withExamples(
      cli.options({
        ...serveFlags,
        json: { ...json, describe: 'Print what --print-config says as JSON' },
      }) as typeof cli,
      examples,
      environmentNote,
    ),
  handler: run,
})

async function run(flags: Flags): Promise<void> {
  const request = { flags, environment: process.env }
  const read = settingsOf(() => readSettings(request))
  if (flags['print-config'] === true) return printConfig(read, flags.json === true)
  const { startServer } = await import('./serve/start.ts')
  const running = await startServer(request, read)
  const code = await signalled()
  notes.line('Finishing open calls; once more ends them.')
  const again = signalled()
  await Promise.race([running.close(), again])
  process.exitCode = code
  process.exit()
}

function settingsOf(read: () => ReadSettings): ReadSettings {
  try {
    return read()
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(error.message)
    throw error
  }
}

function printConfig(read: ReadSettings, json: boolean): void {
  if (json) printJson(printedSettings(read))
  else for (const { name, value, from } of settingLines(read)) out.line(`${name}  ${value}  ${from}`)
}

/** Waits for the signal that ends a server, and says with what exit code. */
function signalled(): Promise<number> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(exitCodes.interrupted))
    process.once('SIGTERM', () => resolve(exitCodes.terminated))
  })
}
