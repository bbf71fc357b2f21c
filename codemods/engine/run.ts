// A whole run: find the files, look which matter, rewrite them batch by batch, and only then write.
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { rewriteBatch } from '../typescript/language.ts'
import { PathResolver } from '../typescript/paths.ts'
import { checkAcceptedLosses } from './accepted-loss.ts'
import { discover } from './discover.ts'
import { type Edit, inOrder } from './edit.ts'
import { suggestedAddresses } from './environment.ts'
import type { Finding } from './finding.ts'
import { dirtyTree } from './git.ts'
import { importersOf } from './importers.ts'
import type { BatchResult, CodemodOptions, FileFailure, SourceInput } from './language.ts'
import { manifestEdits } from './manifests.ts'
import { Packages } from './packages.ts'
import { Siblings } from './siblings.ts'
import { largestFile, type SkipReason } from './skip.ts'
import { Spelling } from './spelling.ts'
import { type Survey, surveyOf } from './survey.ts'
import { closeText, openText } from './text.ts'
import { writeAtomically } from './write.ts'

export interface RunOptions extends CodemodOptions {
  readonly paths: readonly string[]
  /** Default: the folder the process runs in. */
  readonly cwd?: string | undefined
  readonly write?: boolean | undefined
  /** Write although a git tree has changes that are not committed. */
  readonly allowDirty?: boolean | undefined
  /** Patterns as in .gitignore. */
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface Change {
  readonly path: string
  /** As it is shown: from the folder the process runs in, with `/`. */
  readonly file: string
  readonly before: string
  readonly after: string
}

export interface RunResult {
  /** How many files were looked at. */
  readonly files: number
  readonly changes: readonly Change[]
  readonly findings: readonly Finding[]
  readonly failures: readonly FileFailure[]
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[]
  readonly written: boolean
}

/** `--write` would mix with changes that are not committed. */
export class DirtyTreeError extends Error {
  override readonly name = 'DirtyTreeError'
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte']

/** More files than this are worked on in turns, so that memory does not grow with the repository. */
const batchSize = 150

/**
 * @throws {NoSuchPathError} A path that is not there.
 * @throws {DirtyTreeError} `write` with changes in git that are not committed.
 * @throws {NoSuchLossError} A name in `acceptLoss` that is no parameter that could get lost.
 * @throws {MissingPackageError} An optional dependency is not installed.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  checkAcceptedLosses(options.acceptLoss)
  const cwd = realpathSync(resolve(options.cwd ?? '.'))
  const { include, exclude, paths } = options
  const found = await discover({ paths, cwd, endings, include, exclude })
  if (options.write === true && options.allowDirty !== true) refuseDirtyTree(paths.map(path => resolve(cwd, path)))
  const shown = (path: string): string => relative(cwd, path).split(sep).join('/') || path
  const survey = await surveyOf(found, options.onProgress)
  const packages = new Packages()
  const siblings = new Siblings(found.map(({ path }) => path))
  const context = { survey, packages, siblings, resolver: new PathResolver(siblings), spelling: new Spelling() }
  const results = batchesOf(survey.candidates, packages).map(files => rewriteFiles(files, context, options))

  const edits = new Map<string, Edit[]>()
  const failures: FileFailure[] = [...survey.failures, ...results.flatMap(result => result.failures)]
  for (const result of results) merge(edits, result, failures)
  for (const [path, own] of manifestEdits(results, packages, options)) edits.set(path, own)
  const changes = [...edits]
    .flatMap(([path, own]) => changeOf(path, shown(path), own))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
  if (options.write === true) write(changes, failures)
  return {
    files: found.length,
    changes,
    findings: results.flatMap(result => result.findings).map(finding => ({ ...finding, file: shown(finding.file) })),
    failures: failures.map(({ path, message }) => ({ path: shown(path), message })),
    skipped: survey.skipped.map(({ file, reason }) => ({ file: shown(file), reason })),
    written: options.write === true,
  }
}

function refuseDirtyTree(paths: readonly string[]): void {
  const tree = dirtyTree(paths)
  if (tree === undefined) return
  throw new DirtyTreeError(`${tree} has changes that are not committed. Commit or stash them, or say --allow-dirty.`)
}

/** Files of one package together, in portions. */
function batchesOf(candidates: readonly SourceInput[], packages: Packages): SourceInput[][] {
  const byPackage = new Map<string, SourceInput[]>()
  for (const file of candidates) {
    const { path } = packages.manifestOf(file.path)
    byPackage.set(path, [...(byPackage.get(path) ?? []), file])
  }
  return [...byPackage.values()].flatMap(files =>
    Array.from({ length: Math.ceil(files.length / batchSize) }, (_, index) =>
      files.slice(index * batchSize, (index + 1) * batchSize),
    ),
  )
}

interface Context {
  readonly survey: Survey
  readonly packages: Packages
  readonly siblings: Siblings
  readonly resolver: PathResolver
  readonly spelling: Spelling
}

function rewriteFiles(files: readonly SourceInput[], context: Context, options: RunOptions): BatchResult {
  const { survey, packages, siblings, resolver, spelling } = context
  const own = new Set(files.map(({ path }) => path))
  const importing = importersOf(files, survey, resolver, packages, siblings)
  const manifest = files[0] && packages.manifestOf(files[0].path).path
  const suggested = manifest === undefined ? undefined : suggestedAddresses(dirname(manifest))
  const near = survey.neighbours.filter(path => packages.manifestOf(path).path === manifest)
  const around = [...new Set([...near.slice(0, 2 * batchSize), ...importing.paths])]
  return rewriteBatch(
    {
      files,
      seesEveryCaller: importing.all,
      writesParts: survey.partWriters.some(path => packages.manifestOf(path).path === manifest),
      around: around.flatMap(path => {
        if (own.has(path)) return []
        const text = readIfThere(path)
        return text === undefined ? [] : [{ path, text }]
      }),
      read: readIfThere,
      resolve: (specifier, from) => resolver.resolve(specifier, from, dirname(packages.manifestOf(from).path)),
      spelled: path => spelling.of(path),
      ...(suggested && { suggested }),
      manifestOf: path => packages.manifestOf(path),
    },
    options,
  )
}

/** A file of the repository. Packages are not: what they do is not ours to change, or to wait for. */
function readIfThere(path: string): string | undefined {
  if (/[\\/]node_modules[\\/]/.test(path)) return undefined
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined || !found.isFile() || found.size > largestFile) return undefined
    return openText(readFileSync(path, 'utf8')).text
  } catch {
    return undefined
  }
}

function merge(edits: Map<string, Edit[]>, result: BatchResult, failures: FileFailure[]): void {
  for (const [path, own] of result.edits) {
    try {
      edits.set(path, inOrder([...(edits.get(path) ?? []), ...own]))
    } catch {
      failures.push({
        path,
        message:
          'Callers in several packages want to change the same text of it. Run the codemod on one package at a time.',
      })
    }
  }
}

function changeOf(path: string, file: string, edits: readonly Edit[]): Change[] {
  const before = readFileSync(path, 'utf8')
  const after = closeText(openText(before), edits)
  return before === after ? [] : [{ path, file, before, after }]
}

/** Nothing is written before everything has been computed; a file that cannot be written leaves the others alone. */
function write(changes: readonly Change[], failures: FileFailure[]): void {
  for (const { path, before, after } of changes) {
    try {
      writeAtomically(path, after, before)
    } catch (error) {
      failures.push({ path, message: error instanceof Error ? error.message : String(error) })
    }
  }
}
