// Whether a text parses, as the kind of file it is.
import type { SourceFile, ts as typescript } from 'ts-morph'
import { ts } from './morph.ts'

type Diagnostic = typescript.DiagnosticWithLocation

/** What TypeScript says of types in a JavaScript file: other tools (Flow) may allow them. */
const onlyInTypeScript = 8000

/** What is wrong with a text, in a sentence. With `whole`, what was wrong before counts, too. */
export function syntaxProblem(sourceFile: SourceFile, text: string, whole = false): string | undefined {
  const asIs = whole && text === sourceFile.getFullText()
  const after = asIs ? parseProblems(sourceFile.compilerNode) : problemsOf(sourceFile.getFilePath(), text)
  if (after.length === 0) return undefined
  const before = whole ? 0 : parseProblems(sourceFile.compilerNode).length
  if (after.length <= before) return undefined
  const [first] = after
  if (first === undefined) return undefined
  const line = text.slice(0, first.start ?? 0).split('\n').length
  return `It does not parse: line ${line}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`
}

function problemsOf(path: string, text: string): readonly Diagnostic[] {
  const { ScriptTarget, ScriptKind } = ts
  const kind = /x$/.test(path) ? undefined : /\.[cm]?js$/.test(path) ? ScriptKind.JSX : undefined
  return parseProblems(ts.createSourceFile(path, text, ScriptTarget.ESNext, false, kind))
}

/** The parser leaves what it found on the tree; asking a program for it would check every file. */
function parseProblems(tree: object): readonly Diagnostic[] {
  const found: unknown = Reflect.get(tree, 'parseDiagnostics')
  const problems = Array.isArray(found) ? (found as readonly Diagnostic[]) : []
  return problems.filter(({ code }) => code < onlyInTypeScript || code >= 9000)
}
