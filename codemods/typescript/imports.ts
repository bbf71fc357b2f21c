// Adds the names a rewritten file needs, in the file's own style: ESM or CommonJS, its quotes, its semicolons.
import type { ImportDeclaration, SourceFile, Statement } from 'ts-morph'
import type { Edit } from '../engine/edit.ts'
import { moduleOf, packageNameOf } from './find/modules.ts'
import { Node } from './morph.ts'
import type { NeededImport } from './site.ts'

interface Style {
  readonly esm: boolean
  readonly quote: string
  readonly end: string
}

/** What a package.json says of files that show neither style themselves. */
export type ModuleKind = 'esm' | 'commonjs'

function styleOf(sourceFile: SourceFile, byDefault: ModuleKind): Style {
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
function requiresOf(sourceFile: SourceFile): Statement[] {
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

/** Whether the file has something else under a name that a module is to give it. */
export function isTaken(sourceFile: SourceFile, name: string, module: string): boolean {
  const declarations = sourceFile.getLocal(name)?.getDeclarations() ?? []
  return declarations.some(each => packageNameOf(each)?.module.replace(/^npm:/, '') !== module)
}

/** Edits that import what is not imported yet. */
export function importEdits(sourceFile: SourceFile, needed: readonly NeededImport[], byDefault: ModuleKind): Edit[] {
  const style = styleOf(sourceFile, byDefault)
  // Deno's own specifiers need no package.json.
  const deno = sourceFile.getImportDeclarations().some(each => each.getModuleSpecifierValue().startsWith('npm:openai'))
  const byModule = new Map<string, Map<string, NeededImport>>()
  for (const each of needed) {
    const names = byModule.get(each.module) ?? new Map<string, NeededImport>()
    const known = names.get(each.name)
    names.set(each.name, known && !known.typeOnly ? known : each)
    byModule.set(each.module, names)
  }
  return [...byModule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([module, names]) => moduleEdits(sourceFile, deno ? `npm:${module}` : module, [...names.values()], style))
}

function moduleEdits(sourceFile: SourceFile, module: string, needed: readonly NeededImport[], style: Style): Edit[] {
  const existing = sourceFile.getImportDeclarations().filter(each => each.getModuleSpecifierValue() === module)
  const present = new Set([
    ...existing.flatMap(each => each.getNamedImports().map(one => one.getName())),
    ...requiredNames(sourceFile, module),
  ])
  const missing = needed.filter(({ name }) => !present.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
  if (missing.length === 0) return []
  const values = missing.filter(({ typeOnly }) => !typeOnly)
  const types = missing.filter(({ typeOnly }) => typeOnly)
  return [
    ...namesEdits(
      sourceFile,
      module,
      values.map(({ name }) => name),
      existing.find(each => !each.isTypeOnly() && each.getNamedImports().length > 0),
      style,
      '',
    ),
    ...namesEdits(
      sourceFile,
      module,
      types.map(({ name }) => name),
      existing.find(each => each.isTypeOnly() && each.getNamedImports().length > 0),
      style,
      'type ',
    ),
  ]
}

function requiredNames(sourceFile: SourceFile, module: string): string[] {
  return requiresOf(sourceFile).flatMap(statement => {
    if (!Node.isVariableStatement(statement)) return []
    return statement.getDeclarations().flatMap(declaration => {
      const value = declaration.getInitializer()
      const pattern = declaration.getNameNode()
      if (value === undefined || moduleOf(value) !== module || !Node.isObjectBindingPattern(pattern)) return []
      return pattern.getElements().map(element => element.getPropertyNameNode()?.getText() ?? element.getName())
    })
  })
}

function namesEdits(
  sourceFile: SourceFile,
  module: string,
  names: readonly string[],
  existing: ImportDeclaration | undefined,
  style: Style,
  kind: '' | 'type ',
): Edit[] {
  if (names.length === 0) return []
  const last = existing?.getNamedImports().at(-1)
  if (last !== undefined)
    return [{ start: last.getEnd(), end: last.getEnd(), text: names.map(name => `, ${name}`).join('') }]
  const list = `{ ${names.join(', ')} }`
  const { quote, end } = style
  const statement =
    style.esm || kind !== ''
      ? `import ${kind}${list} from ${quote}${module}${quote}${end}`
      : `const ${list} = require(${quote}${module}${quote})${end}`
  return [placed(sourceFile, statement, style)]
}

/** Statements of one line that a rewritten file needs after its imports; written in single quotes, without an end. */
export function statementEdits(sourceFile: SourceFile, statements: readonly string[], byDefault: ModuleKind): Edit[] {
  const style = styleOf(sourceFile, byDefault)
  const text = sourceFile.getFullText()
  return [...new Set(statements)]
    .filter(statement => !text.includes(inStyle(statement, style)))
    .map(statement => placed(sourceFile, inStyle(statement, style), style, '\n'))
}

/** Code written in single quotes, in the quotes of a file. */
export function inQuotesOf(sourceFile: SourceFile, code: string): string {
  return code.replace(/'/g, styleOf(sourceFile, 'esm').quote)
}

const inStyle = (statement: string, { quote, end }: Style): string => statement.replace(/'/g, quote) + end

/** After the last import, or before the first statement that is not a directive. */
function placed(sourceFile: SourceFile, statement: string, style: Style, gap = ''): Edit {
  const statements = sourceFile.getStatements()
  const leading = style.esm ? sourceFile.getImportDeclarations() : leadingRequires(sourceFile)
  const previous = leading.at(-1) ?? statements.filter(isDirective).at(-1)
  if (previous !== undefined) {
    const at = endOfLine(sourceFile.getFullText(), previous.getEnd())
    return {
      start: at,
      end: at,
      text: `\n${gap}${indentationAt(sourceFile.getFullText(), previous.getStart())}${statement}`,
    }
  }
  const first = statements[0]
  const at = first?.getStart(true) ?? 0
  return { start: at, end: at, text: `${statement}\n${gap}${indentationAt(sourceFile.getFullText(), at)}` }
}

function leadingRequires(sourceFile: SourceFile): Statement[] {
  const requires = new Set(requiresOf(sourceFile))
  const found: Statement[] = []
  for (const statement of sourceFile.getStatements()) {
    if (requires.has(statement)) found.push(statement)
    else if (found.length > 0) break
  }
  return found
}

const isDirective = (statement: Statement): boolean =>
  Node.isExpressionStatement(statement) && Node.isStringLiteral(statement.getExpression())

/** The end of a line, when only a comment stands behind the statement. */
function endOfLine(text: string, from: number): number {
  const rest = /^[ \t]*(\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(from, from + 400))
  return from + (rest?.[0].length ?? 0)
}

function indentationAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, position))?.[0] ?? ''
}
