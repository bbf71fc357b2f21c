// Reading what a command is given: a file, or a pipe. Whatever is wrong with it becomes a sentence.
import { readFileSync } from 'node:fs'
import { notJson } from '../wire/json-syntax.ts'
import { CommandFailure } from './failure.ts'

export interface Input {
  /** What to call it in a sentence: the file as it was given, or `stdin`. */
  readonly name: string
  readonly text: string
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  ENOTDIR: 'a part of the path is not a directory',
}

/** Why a file could not be read. */
export function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return causes[code ?? ''] ?? message
}

/** Without a file, or with `-`, what is piped in. */
export function readInput(file: string | undefined): Input {
  if (file === undefined || isStandardInput(file)) {
    if (process.stdin.isTTY && file === undefined) {
      throw new CommandFailure('Nothing to read: name a file, or pipe a document in.')
    }
    return { name: 'stdin', text: decode(readStandardInput(), 'stdin') }
  }
  try {
    return { name: file, text: decode(readFileSync(file), file) }
  } catch (error) {
    if (error instanceof CommandFailure) throw error
    throw new CommandFailure(`Cannot read ${file === '' ? 'a file without a name' : file}: ${causeOf(error)}.`)
  }
}

/** yargs hands on a lone dash as an empty string. */
export function isStandardInput(file: string): boolean {
  return file === '-' || (file === '' && process.argv.includes('-'))
}

function readStandardInput(): Uint8Array {
  try {
    return readFileSync(0)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // A closed stdin, and on some systems the end of a pipe.
    if (code === 'EOF' || code === 'EBADF') return new Uint8Array()
    if (code === 'EAGAIN') throw new CommandFailure('Nothing to read on stdin: name a file, or pipe a document in.')
    throw new CommandFailure(`Cannot read stdin: ${causeOf(error)}.`)
  }
}

/** Some shells write UTF-16 when output is redirected; its byte-order mark says so. */
function decode(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new CommandFailure(`${name} is not text in UTF-8; save it as UTF-8.`)
  }
}

export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandFailure(notJson(text, name))
  }
}
