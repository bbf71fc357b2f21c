// Programs of other languages that call a server of ours: where they are, and how they run.
import { execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

export interface Program {
  /** What it is called in the title of a test that has to do without. */
  readonly name: string
  /** The first of these that runs with these arguments. */
  readonly candidates: readonly (string | undefined)[]
  readonly probe: readonly string[]
  /** How to get it. */
  readonly remedy: string
}

/** The command of a program; undefined where there is none. */
export function find({ candidates, probe }: Program): string | undefined {
  return candidates.find(command => {
    if (command === undefined || command === '') return false
    try {
      execFileSync(command, probe, { stdio: 'ignore', timeout: 30_000 })
      return true
    } catch {
      return false
    }
  })
}

/** Tests that need programs: skipped with a message where one is missing, and failing there under REQUIRE_ALL. */
export function testWith(...programs: Program[]) {
  const commands = programs.map(find)
  const missing = programs.filter((_program, index) => commands[index] === undefined)
  const message = missing.map(({ name, remedy }) => `needs ${name}: ${remedy}`).join(', ')
  const run = test.skipIf(missing.length > 0 && process.env.REQUIRE_ALL !== '1')
  return (title: string, work: (...commands: string[]) => Promise<void>) =>
    run(message === '' ? title : `${title} (${message})`, async () => {
      if (message !== '') throw new Error(message)
      await work(...commands.filter(command => command !== undefined))
    })
}

export const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export interface Ran {
  readonly exitCode: number | null
  readonly out: string
  readonly errors: string
}

/** Never waits in a way that would keep the server, which is in this process, from answering. */
export function run(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(command, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', no_proxy: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  })
  const pieces = { out: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    pieces.out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    pieces.errors += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', exitCode => resolve({ exitCode, ...pieces }))
  })
}

/** What it printed; its own words where it failed. */
export async function printed(...args: Parameters<typeof run>): Promise<string> {
  const { exitCode, out, errors } = await run(...args)
  if (exitCode !== 0) throw new Error(`${args[0]} ended with ${exitCode}: ${errors}${out}`)
  return out
}

export const curl: Program = {
  name: 'cURL',
  candidates: ['curl'],
  probe: ['--version'],
  remedy: 'apt-get install curl',
}

export const pythonSdk: Program = {
  name: 'the official Python SDK',
  candidates: [process.env.BRIDGE_PYTHON],
  probe: ['-c', 'import openai'],
  remedy: 'set BRIDGE_PYTHON to the python of a virtual environment with openai in it',
}

export const codex: Program = {
  name: 'Codex',
  candidates: [process.env.BRIDGE_CODEX],
  probe: ['--version'],
  remedy: 'set BRIDGE_CODEX to the codex of a folder into which @openai/codex was installed',
}
