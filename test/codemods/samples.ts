// Loads the cases under `codemods/samples/`: a caller, what is to become of it, and what the report says of its calls.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Strength } from '../../codemods/engine/finding.ts'
import type { ReasonCode } from '../../codemods/engine/reasons.ts'
import type { Answer } from '../../src/mock/index.ts'

interface Expected {
  /** One word a call site, in the order of the source: how it was rewritten, or why it was not. */
  readonly findings: readonly (Strength | ReasonCode)[]
  /** The major versions of the SDK that have what the caller uses. Default: all. */
  readonly majors?: readonly number[]
  /** What the mock answers when the sample runs, on either API. */
  readonly script?: readonly Answer[]
}

export interface Sample {
  readonly name: string
  readonly folder: string
  /** `ts`, `tsx`, `js`, `cjs`, `vue` or `svelte`. */
  readonly extension: string
  readonly beforeFile: string
  readonly before: string
  /** Undefined where the caller is to be left alone: there is no such file, and the text stays the same. */
  readonly after: string | undefined
  readonly afterFile: string
  /** A driver calls what the sample exports; without one, the sample is a program. */
  readonly driveFile: string | undefined
  readonly about: string
  /** Why it cannot be run, from `about.md`. */
  readonly doesNotRun: string | undefined
  readonly expected: Expected
}

export const samplesFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'codemods', 'samples')

/** Every case of one file, or those whose name contains `FILTER`. Cases of several files are in `workspaces.ts`. */
export function loadSamples(filter = process.env.FILTER ?? ''): Sample[] {
  return readdirSync(samplesFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name.includes(filter))
    .filter(({ name }) => !existsSync(join(samplesFolder, name, 'before')))
    .map(entry => loadSample(entry.name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

function loadSample(name: string): Sample {
  const folder = join(samplesFolder, name)
  const beforeName = readdirSync(folder).find(file => file.startsWith('before.'))
  if (beforeName === undefined) throw new Error(`${name} has no before.*`)
  const extension = extname(beforeName)
  const beforeFile = join(folder, beforeName)
  const afterFile = join(folder, `after${extension}`)
  const driveFile = join(folder, 'drive.ts')
  const about = readFileSync(join(folder, 'about.md'), 'utf8')
  return {
    name,
    folder,
    extension: extension.slice(1),
    beforeFile,
    before: readFileSync(beforeFile, 'utf8'),
    after: existsSync(afterFile) ? readFileSync(afterFile, 'utf8') : undefined,
    afterFile,
    driveFile: existsSync(driveFile) ? driveFile : undefined,
    about: about.split('\n')[0] ?? '',
    doesNotRun: /^Does not run: (.+)$/m.exec(about)?.[1],
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
  }
}

/** What is to come out of the codemod. */
export const textAfter = (sample: Sample): string => sample.after ?? sample.before

const actualFileOf = (sample: Sample): string => join(sample.folder, `_actual.${sample.extension}`)

/** Beside a failed expectation, what came instead; with `UPDATE=1` in its place. An expected file is never created. */
export function leaveActual(sample: Sample, code: string, findings: Expected['findings']): void {
  if (process.env.UPDATE !== '1' || (sample.after === undefined && code !== sample.before)) {
    writeFileSync(actualFileOf(sample), code)
    return
  }
  if (sample.after !== undefined) writeFileSync(sample.afterFile, code)
  const expected = JSON.stringify({ ...sample.expected, findings }, null, 2)
  writeFileSync(join(sample.folder, 'expected.json'), `${expected}\n`)
}

export function clearActual(sample: Sample): void {
  rmSync(actualFileOf(sample), { force: true })
}
