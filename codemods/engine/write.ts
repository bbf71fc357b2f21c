// Writes a file so that whoever looks, and whatever happens, sees the old content or the new and never a part of it.
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The file is not what it was when it was read. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError'
}

export function writeAtomically(path: string, content: string, expected: string): void {
  if (readFileSync(path, 'utf8') !== expected)
    throw new ChangedMeanwhileError('It was changed by somebody else while this ran. Run it again.')
  const { mode } = statSync(path)
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = openSync(temporary, 'wx', mode)
    try {
      const bytes = Buffer.from(content, 'utf8')
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    // The mode given to open is cut by the process's mask.
    chmodSync(temporary, mode)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
