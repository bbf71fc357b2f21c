// Whether a text parses, as the kind of file it is.
import type { SourceFile } from 'ts-morph'
import { ts } from './morph.ts'

/** What TypeScript says of types in a JavaScript file: other tools (Flow) may allow them. */
const onlyInTypeScript = 8000

/** What is wrong with a text, in a sentence. With `whole`, what was wrong before counts, too. */
export function syntaxProblem(sourceFile: SourceFile, text: string, whole = false): string | undefined {
  const after = problemsOf(sourceFile.getFilePath(), text)
  if (after.length === 0) return undefined
  const before = whole ? 0 : problemsOf(sourceFile.getFilePath(), sourceFile.getFullText()).length
  if (after.length <= before) return undefined
  const [first] = after
  if (first === undefined) return undefined
  const line = text.slice(0, first.start ?? 0).split('\n').length
  return `It does not parse: line ${line}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`
}

function problemsOf(path: string, text: string) {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      allowJs: true,
      jsx: ts.JsxEmit.Preserve,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true,
      noLib: true,
    },
  })
  return diagnostics.filter(
    ({ code, category }) => category === ts.DiagnosticCategory.Error && (code < onlyInTypeScript || code >= 9000),
  )
}
