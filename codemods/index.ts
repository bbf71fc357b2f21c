// The codemods as a library: one text, or whole folders.
import { checkAcceptedLosses } from './engine/accepted-loss.ts'
import type { Finding } from './engine/finding.ts'
import type { CodemodOptions } from './engine/language.ts'
import { closeText, openText } from './engine/text.ts'
import { rewriteBatch } from './typescript/language.ts'
import { rangeOf, versionOfRange } from './typescript/manifest.ts'

export type { Finding, Strength } from './engine/finding.ts'
export type { CodemodOptions, Style } from './engine/language.ts'
export { type Reason, type ReasonCode, reasons } from './engine/reasons.ts'

export type LanguageName = 'typescript' | 'javascript' | 'vue' | 'svelte'

const endings: Readonly<Record<LanguageName, string>> = {
  typescript: '.ts',
  javascript: '.js',
  vue: '.vue',
  svelte: '.svelte',
}

export interface TransformOptions extends CodemodOptions {
  readonly language: LanguageName
  /** What the file is called: its ending tells JSX and CommonJS, and it is named in the findings. */
  readonly fileName?: string | undefined
  /** The text of the package.json beside it, which says the version of the SDK and the kind of modules. */
  readonly packageJson?: string | undefined
}

export interface Transformed {
  readonly code: string
  readonly findings: readonly Finding[]
}

/** The text could not be read: a syntax error, or a parser that is not installed. */
export class TransformError extends Error {
  override readonly name = 'TransformError'
}

/**
 * Rewrites the callers of Chat Completions in one text. What it cannot see (the files a client or the messages come
 * from) it does not guess: such a call is left alone, with the reason among the findings.
 *
 * @throws {TransformError} The text does not parse, or the parser for its language is not installed.
 * @throws {NoSuchLossError} A name in `acceptLoss` that is no parameter that could get lost.
 */
export function transform(source: string, options: TransformOptions): Transformed {
  checkAcceptedLosses(options.acceptLoss)
  const { language, fileName = `source${endings[language]}`, packageJson, ...rest } = options
  const opened = openText(source)
  const path = `/${fileName.replace(/^\/+/, '')}`
  const range = rangeOf(packageJson, 'openai')
  const sdk = range === undefined ? undefined : versionOfRange(range)
  const { edits, findings, failures } = rewriteBatch(
    {
      files: [{ path, text: opened.text }],
      around: [],
      seesEveryCaller: true,
      read: () => undefined,
      resolve: () => [],
      manifestOf: () => ({ path: '/package.json', text: packageJson, sdk }),
    },
    rest,
  )
  const [failure] = failures
  if (failure !== undefined) throw new TransformError(failure.message)
  return {
    code: closeText(opened, edits.get(path) ?? []),
    findings: findings.map(finding => ({ ...finding, file: fileName })),
  }
}

export { NoSuchLossError } from './engine/accepted-loss.ts'
export { NoSuchPathError } from './engine/discover.ts'
export type { FileFailure } from './engine/language.ts'
export { MissingPackageError } from './engine/missing-package.ts'
export { type Change, DirtyTreeError, type RunOptions, type RunResult, run } from './engine/run.ts'
