// Loads the cases under `codemods/samples/` that are whole packages: `before/`, and in `after/` the files that change.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { samplesFolder } from './samples.ts'

export interface Workspace {
  readonly name: string
  readonly folder: string
  readonly about: string
  /** `path strength` or `path reason`, one a call site. */
  readonly findings: readonly string[]
}

/** Every case, or those whose name contains `FILTER`. */
export function loadWorkspaces(filter = process.env.FILTER ?? ''): Workspace[] {
  return readdirSync(samplesFolder)
    .filter(name => name.includes(filter) && existsSync(join(samplesFolder, name, 'before')))
    .map(name => {
      const folder = join(samplesFolder, name)
      const about = readFileSync(join(folder, 'about.md'), 'utf8').trimEnd()
      const { findings } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
      return { name, folder, about, findings }
    })
}

const root = join(import.meta.dirname, '..', '..')

/** A copy in a folder of its own, as it was or as it is to be. Nothing is installed in it. */
export function checkedOut({ folder, name }: Workspace, when: 'before' | 'after'): string {
  const copy = mkdtempSync(join(tmpdir(), `responses-bridge-${name}-${when}-`))
  cpSync(join(folder, 'before'), copy, { recursive: true })
  if (when === 'after' && existsSync(join(folder, 'after'))) cpSync(join(folder, 'after'), copy, { recursive: true })
  return copy
}

/** Has the packages found that the copy imports. */
export function install(copy: string): void {
  mkdirSync(join(copy, 'node_modules'))
  for (const dependency of ['openai', 'zod']) {
    symlinkSync(join(root, 'node_modules', dependency), join(copy, 'node_modules', dependency))
  }
  symlinkSync(root, join(copy, 'node_modules', 'responses-bridge'))
}

/** The texts of a folder by path, without what is installed there. */
export function textsOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files
      .map(file => [file.slice(folder.length + 1), readFileSync(file, 'utf8')] as const)
      .filter(([path]) => !path.startsWith('node_modules'))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  )
}
