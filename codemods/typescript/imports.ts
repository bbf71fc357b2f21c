// Adds the names a rewritten file needs, in the file's own style: ESM or CommonJS, its quotes, its semicolons.
import type { ImportDeclaration, SourceFile, Statement } from 'ts-morph'
import type { Edit } from '../engine/edit.ts'
import { moduleOf, packageNameOf } from './find/modules.ts'
import { Node } from './morph.ts'
import type { NeededImport } from './site.ts'
import { type ModuleKind, requiresOf, type Style, styleOf } from './style.ts'

/** Whether the file has something else under a name that a module is to give it. */
export function isTaken(sourceFile: SourceFile, name: string, module: string): boolean {
  const declarations = sourceFile.getLocal(name)?.getDeclarations() ?? []
  return declarations.some(each => packageNameOf(each)?.module.replace(/^npm:/, '') !== module)
}

/** Edits that import what is not imported yet. */
export function importEdits(
  sourceFile: SourceFile,
  needed: readonly NeededImport[],
  byDefault: ModuleKind,
  isMapped = false,
): Edit[] {
  const style = styleOf(sourceFile, byDefault)
  // An import map has no entry for this package, and needs none.
  const deno = isDeno(sourceFile)
  const specifierOf = (module: string) =>
    deno || (isMapped && module.startsWith('responses-bridge')) ? `npm:${module}` : module
  const byModule = new Map<string, Map<string, NeededImport>>()
  for (const each of needed) {
    const names = byModule.get(each.module) ?? new Map<string, NeededImport>()
    const known = names.get(each.name)
    names.set(each.name, known && !known.typeOnly ? known : each)
    byModule.set(each.module, names)
  }
  return [...byModule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([module, names]) => moduleEdits(sourceFile, specifierOf(module), [...names.values()], style))
}

/** Deno's own specifiers need no package.json. */
const isDeno = (sourceFile: SourceFile): boolean =>
  /\bDeno\.\w/.test(sourceFile.getFullText()) ||
  sourceFile
    .getImportDeclarations()
    .some(each =>
      /^(npm:openai|jsr:|https:\/\/(deno\.land|esm\.sh)\/)|^[^.].*\/mod\.ts$/.test(each.getModuleSpecifierValue()),
    )

function moduleEdits(sourceFile: SourceFile, module: string, needed: readonly NeededImport[], style: Style): Edit[] {
  const existing = sourceFile.getImportDeclarations().filter(each => each.getModuleSpecifierValue() === module)
  const asType = existing.find(each => each.isTypeOnly() && wantsOnly(each, needed))
  if (asType !== undefined) return valueEdits(asType)
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

/** `import type { A }` where A is needed as a value, and nothing else. */
function wantsOnly(declaration: ImportDeclaration, needed: readonly NeededImport[]): boolean {
  const values = new Set(needed.filter(({ typeOnly }) => !typeOnly).map(({ name }) => name))
  const names = declaration.getNamedImports().map(each => each.getName())
  return names.length === 1 && values.size === 1 && names.every(name => values.has(name))
}

/** The import without its `type`. */
function valueEdits(declaration: ImportDeclaration): Edit[] {
  const start = declaration.getStart()
  const keyword = /^import\s+type\s+/.exec(declaration.getText())?.[0]
  return keyword === undefined ? [] : [{ start, end: start + keyword.length, text: 'import ' }]
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

/** Statements that a rewritten file needs after its imports; written in single quotes, without an end. */
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
    const text = sourceFile.getFullText()
    const at = endOfLine(text, previous.getEnd())
    // What follows at once would stand too close to more than one line.
    const after = gap !== '' && statement.includes('\n') && !/^\r?\n[ \t]*\r?\n/.test(text.slice(at)) ? gap : ''
    return { start: at, end: at, text: `\n${gap}${indentationAt(text, previous.getStart())}${statement}${after}` }
  }
  const first = statements[0]
  const at = first?.getStart(true) ?? 0
  return { start: at, end: at, text: `${statement}\n\n${indentationAt(sourceFile.getFullText(), at)}` }
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
