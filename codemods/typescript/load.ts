// Reads a batch into a workspace: the files to look at, what they lead to as far as it matters, and who imports them.
import { posix } from 'node:path'
import type { SourceFile } from 'ts-morph'
import { type Edit, inOrder } from '../engine/edit.ts'
import type { Batch, FileFailure, SourceInput } from '../engine/language.ts'
import { markRemovals } from '../engine/marks.ts'
import { MissingPackageError } from '../engine/missing-package.ts'
import { scriptOf } from './embedded.ts'
import { syntaxProblem } from './syntax-check.ts'
import { candidatesFor, Workspace } from './workspace.ts'

/** A file nobody calls anything in matters when it may make the client, say where it leads, hold the messages, or lead on. */
const matters =
  /openai|ChatCompletion|completions|createChatCompletion|base_?(?:url|path)|export\s*(\*|\{[^}]*\}\s*from)/i

/** A method of the SDK beside a mention of completions, a stand-in for it, a mark of an earlier run, or the URL. */
const mayCall =
  /\bcompletions\b[\s\S]*\.\s*(create|parse|stream|runTools|runFunctions)\b|createChatCompletion|\bcompletions['"]\s*\]|\bcompletions\s*:|chat\/completions|TODO\(responses-bridge\)/

/** How many imports deep a client or a type is looked for. */
const reach = 8

export class Loaded {
  readonly workspace: Workspace
  readonly targets: SourceFile[] = []
  readonly failures: FileFailure[] = []
  readonly #originals = new Map<string, { clean: string; removals: readonly Edit[] }>()

  constructor(workspace: Workspace) {
    this.workspace = workspace
  }

  /** Parses a file as it is without the marks of an earlier run. */
  add({ path, text }: SourceInput): SourceFile | undefined {
    const removals = markRemovals(text)
    const clean = removals.length === 0 ? text : withoutRanges(text, removals)
    const script = scriptOf(path, clean)
    const sourceFile = this.workspace.load(path, script?.text ?? clean, script?.ending)
    this.#originals.set(path, { clean, removals })
    return sourceFile
  }

  cleanText(path: string): string {
    return this.#originals.get(path)?.clean ?? ''
  }

  /** Edits in offsets of the text without marks, as edits of the text as it was, with the removal of the marks. */
  inOriginal(path: string, edits: readonly Edit[]): Edit[] {
    const removals = this.#originals.get(path)?.removals ?? []
    if (removals.length === 0) return inOrder(edits)
    // A mark that would be put back in its place is left where it is.
    const shifted = inOrder(edits).map(edit => ({
      ...edit,
      start: shift(edit.start, removals, 'after'),
      end: shift(edit.end, removals, edit.end === edit.start ? 'after' : 'before'),
    }))
    return inOrder([...removals, ...shifted])
  }
}

function withoutRanges(text: string, ranges: readonly Edit[]): string {
  let result = ''
  let position = 0
  for (const { start, end } of ranges) {
    result += text.slice(position, start)
    position = end
  }
  return result + text.slice(position)
}

/** An offset into the text without the removed ranges, as one into the text with them. */
function shift(offset: number, removals: readonly Edit[], side: 'before' | 'after'): number {
  let shifted = offset
  for (const { start, end } of removals) {
    if (start < shifted || (start === shifted && side === 'after')) shifted += end - start
  }
  return shifted
}

export function load(batch: Batch): Loaded {
  const candidates = (specifier: string, from: string): readonly string[] => {
    const paths = /^\.{0,2}\/|^\.{1,2}$/.test(specifier)
      ? candidatesFor(posix.resolve(posix.dirname(from), specifier))
      : batch.resolve(specifier, from)
    return paths.map(path => batch.spelled?.(path) ?? path)
  }
  const workspace = new Workspace((specifier, from) => candidates(specifier, from).find(path => workspace.has(path)))
  const loaded = new Loaded(workspace)
  if (batch.suggested !== undefined) workspace.suggests(batch.suggested)
  for (const input of batch.files) {
    if (!mayCall.test(input.text)) continue
    const sourceFile = addOrFail(loaded, input)
    if (sourceFile !== undefined) loaded.targets.push(sourceFile)
  }
  let frontier = loaded.targets
  for (let depth = 0; depth < reach && frontier.length > 0; depth++) {
    // What a caller itself imports may be the types of its messages, its prompts, or its tools.
    const any = depth === 0
    frontier = frontier.flatMap(file =>
      importsOf(file).flatMap(specifier => follow(specifier, workspace.pathOf(file), any)),
    )
  }
  if (!batch.seesEveryCaller) workspace.missesCallers()
  if (batch.writesParts === true) workspace.mayHaveParts()
  for (const input of batch.around) if (!workspace.has(input.path)) addOrSkip(loaded, input)
  return loaded

  function follow(specifier: string, from: string, any: boolean): SourceFile[] {
    for (const path of candidates(specifier, from)) {
      if (workspace.has(path)) return []
      const text = batch.read(path)
      if (text === undefined) continue
      const sourceFile = any || matters.test(text) ? addOrSkip(loaded, { path, text }) : undefined
      return sourceFile === undefined ? [] : [sourceFile]
    }
    return []
  }
}

function importsOf(file: SourceFile): string[] {
  const statements = [...file.getImportDeclarations(), ...file.getExportDeclarations()].map(each =>
    each.getModuleSpecifierValue(),
  )
  const calls = [...file.getFullText().matchAll(/\b(?:require|import)\(\s*['"]([^'"\n]+)['"]\s*\)/g)].map(
    found => found[1],
  )
  return [...new Set([...statements, ...calls])].filter(specifier => specifier !== undefined)
}

function addOrFail(loaded: Loaded, input: SourceInput): SourceFile | undefined {
  try {
    const sourceFile = loaded.add(input)
    const problem = sourceFile && syntaxProblem(sourceFile, sourceFile.getFullText(), true)
    if (problem === undefined) return sourceFile
    loaded.failures.push({ path: input.path, message: problem })
  } catch (error) {
    const message =
      error instanceof MissingPackageError
        ? error.message
        : `It does not parse: ${error instanceof Error ? error.message : String(error)}.`
    loaded.failures.push({ path: input.path, message })
  }
  return undefined
}

/** A file that is only looked into: what is wrong with it is no business of this run. */
function addOrSkip(loaded: Loaded, input: SourceInput): SourceFile | undefined {
  try {
    return loaded.add(input)
  } catch {
    return undefined
  }
}
