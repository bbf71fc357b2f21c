// What the engine asks of a language: which files concern it, and what becomes of them.
import type { Edit } from './edit.ts'
import type { Finding, Strength } from './finding.ts'

export type Style = 'auto' | Strength

export interface CodemodOptions {
  /** `auto` takes native where it is the same, then bridged. A strength asks for that one alone. */
  readonly style?: Style | undefined
  /** Whether the server is to store responses. Default: `false`, as chat callers expect. */
  readonly store?: boolean | undefined
  /** Take clients whose server is another one, or unknown, for OpenAI's. */
  readonly assumeOpenAI?: boolean | undefined
  /** Rewrite callers of an openai 4 without `responses`, too, and raise it in package.json to one that has it. */
  readonly upgradeSdk?: boolean | undefined
  /** Parameters of a chat request that may get lost: the calls that set them move, too, and a note says what is gone. */
  readonly acceptLoss?: readonly string[] | undefined
  /** Leave a comment at every caller that was not rewritten. */
  readonly mark?: boolean | undefined
}

export interface SourceInput {
  readonly path: string
  /** Without a byte-order mark. */
  readonly text: string
}

/** The files of one batch: those to look for callers in, and a way to read what they lead to. */
export interface Batch {
  readonly files: readonly SourceInput[]
  /** Files that are only read: they import one of `files`, or make clients. */
  readonly around: readonly SourceInput[]
  /** Whether `around` has everybody who may call what `files` declare. */
  readonly seesEveryCaller: boolean
  /** Whether a file of the package may write messages of several parts. */
  readonly writesParts?: boolean
  /** Any other file of the repository; `undefined` where there is none, or it may not be read. */
  read(path: string): string | undefined
  /** The repository's file that a specifier which is not relative leads to (tsconfig paths, workspaces). */
  resolve(specifier: string, fromPath: string): readonly string[]
  /** The path as it is spelled on disk, where only the case of letters differs. */
  spelled?(path: string): string
  /** The addresses that the package's .env files give to variables. */
  readonly suggested?: ReadonlyMap<string, readonly string[]>
  manifestOf(path: string): import('../typescript/manifest.ts').Manifest
}

export interface FileFailure {
  readonly path: string
  readonly message: string
}

export interface BatchResult {
  /** By path; files of the repository outside `files` may be among them. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>
  readonly findings: readonly Finding[]
  readonly failures: readonly FileFailure[]
  /** Paths of files that now import this package. */
  readonly dependents: readonly string[]
  /** Paths of files whose calls need an SDK that has Responses. */
  readonly upgraded: readonly string[]
}
