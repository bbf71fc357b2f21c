// How a file writes its imports: ESM or CommonJS, its quotes, its semicolons.
import type { SourceFile, Statement } from 'ts-morph'
import { moduleOf } from './find/modules.ts'
import { Node } from './morph.ts'

export interface Style {
  readonly esm: boolean
  readonly quote: string
  readonly end: string
}

/** What a package.json says of files that show neither style themselves. */
export type ModuleKind = 'esm' | 'commonjs'

export function styleOf(sourceFile: SourceFile, byDefault: ModuleKind): Style {
  const imports = sourceFile.getImportDeclarations()
  const requires = requiresOf(sourceFile)
  const exportsAnything = sourceFile
    .getStatements()
    .some(
      each =>
        Node.isExportDeclaration(each) ||
        Node.isExportAssignment(each) ||
        (Node.isModifierable(each) && each.hasModifier('export')),
    )
  const esm = imports.length > 0 || exportsAnything || (requires.length === 0 && byDefault === 'esm')
  const example = imports[0]?.getModuleSpecifier().getText() ?? requires[0]?.getText().match(/['"`]/)?.[0]
  const quote = example?.[0] ?? (majority(sourceFile.getFullText(), /"/g, /'/g) ? '"' : "'")
  const sample = imports[0] ?? requires[0] ?? sourceFile.getStatements()[0]
  return { esm, quote, end: sample === undefined || sample.getText().endsWith(';') ? ';' : '' }
}

const majority = (text: string, a: RegExp, b: RegExp): boolean =>
  (text.match(a)?.length ?? 0) > (text.match(b)?.length ?? 0)

/** The top-level `const x = require('x')` statements. */
export function requiresOf(sourceFile: SourceFile): Statement[] {
  return sourceFile
    .getStatements()
    .filter(
      each => Node.isVariableStatement(each) && each.getDeclarations().some(one => isRequire(one.getInitializer())),
    )
}

function isRequire(value: Node | undefined): boolean {
  if (value === undefined) return false
  const inner = Node.isPropertyAccessExpression(value) || Node.isCallExpression(value) ? value : undefined
  if (inner === undefined) return false
  return (
    moduleOf(inner) !== undefined ||
    (Node.isPropertyAccessExpression(inner) && moduleOf(inner.getExpression()) !== undefined)
  )
}
