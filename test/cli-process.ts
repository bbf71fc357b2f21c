// Runs the built command line as a user does: a process of its own, with files, pipes and an environment.
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const main = join(root, 'dist/src/cli/main.js')

export interface Ran {
  readonly exitCode: number | null
  readonly out: string
  readonly notes: string
}

export interface RunOptions {
  readonly input?: string | Uint8Array
  readonly env?: Record<string, string>
}

/** No colour variables of the machine the tests run on, and none of its user's files. */
const plain = {
  ...process.env,
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
  CI: undefined,
  XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'responses-bridge-state-')),
}

export function start(args: readonly string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, [main, ...args], { cwd: root, env: { ...plain, ...env } })
}

export function cli(args: readonly string[], { input = '', env = {} }: RunOptions = {}): Promise<Ran> {
  const child = start(args, env)
  let out = ''
  let notes = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    notes += text
  })
  // A command that fails early does not read what is piped in.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', exitCode => resolve({ exitCode, out, notes }))
  })
}

/** Puts a file where only this test run finds it. */
export function file(name: string, content: string | object): string {
  const path = join(mkdtempSync(join(tmpdir(), 'responses-bridge-')), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

export const fixture = (path: string): string => join(root, 'fixtures', path)

export const chatRequest = {
  model: 'gpt-4.1-mini',
  messages: [
    { role: 'system', content: 'You are a concise API assistant.' },
    { role: 'user', content: 'Give me a contact form field definition.' },
  ],
}

export const responsesRequest = {
  model: 'gpt-4.1-mini',
  instructions: 'You are a concise API assistant.',
  input: 'Give me a contact form field definition.',
  store: false,
}
