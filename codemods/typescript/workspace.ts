// The source files at hand, parsed, and the ways between them. Nothing is read from disk behind its back: no library
// files, no packages, so that a checkout without node_modules is understood as well as one with them.
import { dirname, posix } from 'node:path'
import type { Project as MorphProject, Node, SourceFile } from 'ts-morph'
import { createProject, ts } from './morph.ts'

/** How a file is called inside the project; an embedded script keeps its name and gains an ending TypeScript knows. */
export interface LoadedFile {
  readonly path: string
  readonly sourceFile: SourceFile
}

/** The path of the repository's file a specifier leads to, if it leads to one. */
export type Resolver = (specifier: string, fromPath: string) => string | undefined

const endings = ['', '.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte']
const swapped: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

/** The paths a relative or rooted specifier may mean, in the order in which they are tried. */
export function candidatesFor(base: string): string[] {
  const extension = posix.extname(base)
  const withoutExtension = base.slice(0, base.length - extension.length)
  return [
    ...(swapped[extension] ?? []).map(ending => withoutExtension + ending),
    ...endings.map(ending => base + ending),
    ...endings.slice(1).map(ending => `${base}/index${ending}`),
  ]
}

const partial = new WeakSet<MorphProject>()

/** Whether everybody who may call what is declared in the files around a node is loaded. */
export const seesEveryCaller = (node: Node): boolean => !partial.has(node.getProject())

const withParts = new WeakSet<MorphProject>()

/** Whether somebody in the package around a node may write messages of several parts. */
export const mayHaveParts = (node: Node): boolean => withParts.has(node.getProject())

const suggestions = new WeakMap<MorphProject, ReadonlyMap<string, readonly string[]>>()

/** The addresses that the repository's .env files give to a variable. */
export const suggestedFor = (node: Node, variable: string): readonly string[] =>
  suggestions.get(node.getProject())?.get(variable) ?? []

export class Workspace {
  readonly project: MorphProject
  readonly #byPath = new Map<string, LoadedFile>()
  readonly #names = new Map<string, string>()

  constructor(resolve: Resolver = () => undefined) {
    const { ModuleKind, ModuleResolutionKind, ScriptTarget, JsxEmit } = ts
    this.project = createProject({
      useInMemoryFileSystem: true,
      skipAddingFilesFromTsConfig: true,
      skipFileDependencyResolution: true,
      skipLoadingLibFiles: true,
      compilerOptions: {
        allowJs: true,
        noLib: true,
        types: [],
        target: ScriptTarget.ESNext,
        module: ModuleKind.ESNext,
        moduleResolution: ModuleResolutionKind.Bundler,
        jsx: JsxEmit.Preserve,
        experimentalDecorators: true,
      },
      resolutionHost: () => ({
        resolveModuleNames: (specifiers, containingFile) =>
          specifiers.map(specifier => this.#resolve(specifier, containingFile, resolve)),
      }),
    })
  }

  /** Parses a file, under its path and with the ending of its language. */
  load(path: string, text: string, ending = ''): SourceFile {
    const known = this.#byPath.get(path)
    if (known !== undefined) return known.sourceFile
    const sourceFile = this.project.createSourceFile(path + ending, text)
    this.#byPath.set(path, { path, sourceFile })
    this.#names.set(sourceFile.getFilePath(), path)
    return sourceFile
  }

  /** Says that not everybody who may call what is declared here is loaded. */
  missesCallers(): void {
    partial.add(this.project)
  }

  /** Says that messages handed in may consist of parts. */
  mayHaveParts(): void {
    withParts.add(this.project)
  }

  suggests(addresses: ReadonlyMap<string, readonly string[]>): void {
    suggestions.set(this.project, addresses)
  }

  has(path: string): boolean {
    return this.#byPath.has(path)
  }

  /** The path on disk of a loaded file. */
  pathOf(sourceFile: SourceFile): string {
    return this.#names.get(sourceFile.getFilePath()) ?? sourceFile.getFilePath()
  }

  #resolve(specifier: string, containingFile: string, resolve: Resolver) {
    const from = this.#names.get(containingFile) ?? containingFile
    const target = this.find(specifier, from) ?? resolve(specifier, from)
    const loaded = target === undefined ? undefined : this.#byPath.get(target)
    return loaded && { resolvedFileName: loaded.sourceFile.getFilePath(), isExternalLibraryImport: false }
  }

  /** Among the loaded files alone. */
  find(specifier: string, from: string): string | undefined {
    if (!/^\.{0,2}\/|^\.{1,2}$/.test(specifier)) return undefined
    const base = posix.resolve(dirname(from), specifier)
    return candidatesFor(base).find(path => this.#byPath.has(path))
  }
}
