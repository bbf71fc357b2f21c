// Type-checks callers against a major version of the SDK, with the TypeScript that the codemod itself brings.
import { join } from 'node:path'
import { Project, type SourceFile, ts } from 'ts-morph'

const root = join(import.meta.dirname, '..', '..')

export const majors: readonly number[] = [4, 5, 6, 7]

const packageOf = (major: number): string => (major === 7 ? 'openai' : `openai${major}`)

function optionsFor(major: number): ts.CompilerOptions {
  const installed = join(root, 'node_modules', packageOf(major))
  return {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    jsx: ts.JsxEmit.Preserve,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    paths: {
      openai: [installed],
      'openai/*': [join(installed, '*')],
      vitest: [join(root, 'node_modules/vitest')],
      'responses-bridge': [join(root, 'src/index.ts')],
      'responses-bridge/*': [join(root, 'src/shim/*.ts')],
    },
  }
}

/** One program for many files: what costs time is the types of the SDK. */
export const projectFor = (major: number): Project => new Project({ compilerOptions: optionsFor(major) })

/** What is wrong with a file, one sentence each. */
export function problemsOf(source: SourceFile): string[] {
  return source.getPreEmitDiagnostics().map(diagnostic => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, ' ')
    return `${source.getBaseName()}:${diagnostic.getLineNumber()} ${text}`
  })
}
