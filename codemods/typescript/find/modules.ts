// Which package a name comes from: imports and requires, as they are written. Nothing has to be installed.
import type { Expression, Identifier, Node as MorphNode, SourceFile } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'

/** A name of a package: `default`, `*` for the whole module, or the exported name. */
export interface PackageName {
  readonly module: string
  readonly name: string
}

/** The literal of `require('x')` or `import('x')`. */
export function moduleOf(node: MorphNode): string | undefined {
  const call = Node.isAwaitExpression(node) ? node.getExpression() : node
  if (!Node.isCallExpression(call)) return undefined
  const callee = call.getExpression()
  const [specifier] = call.getArguments()
  const loads = callee.getKind() === SyntaxKind.ImportKeyword || callee.getText() === 'require'
  return loads && Node.isStringLiteral(specifier) ? specifier.getLiteralValue() : undefined
}

export const isRelative = (module: string): boolean => /^\.{0,2}\//.test(module) || module === '.' || module === '..'

/** What an import declaration or a require binds to a declaration. */
export function packageNameOf(declaration: MorphNode): PackageName | undefined {
  if (Node.isImportClause(declaration)) {
    const parent = declaration.getParent()
    return Node.isImportDeclaration(parent) ? { module: parent.getModuleSpecifierValue(), name: 'default' } : undefined
  }
  if (Node.isNamespaceImport(declaration)) {
    const parent = declaration.getFirstAncestorByKind(SyntaxKind.ImportDeclaration)
    return parent && { module: parent.getModuleSpecifierValue(), name: '*' }
  }
  if (Node.isImportSpecifier(declaration)) {
    const from = declaration.getImportDeclaration()
    const name = declaration.getName()
    const module = starOf(from.getModuleSpecifierSourceFile(), name) ?? from.getModuleSpecifierValue()
    return { module, name }
  }
  if (Node.isExportSpecifier(declaration)) {
    const module = declaration.getExportDeclaration().getModuleSpecifierValue()
    return module === undefined ? undefined : { module, name: declaration.getName() }
  }
  if (Node.isImportEqualsDeclaration(declaration)) {
    const reference = declaration.getModuleReference()
    if (!Node.isExternalModuleReference(reference)) return undefined
    const specifier = reference.getExpression()
    return Node.isStringLiteral(specifier) ? { module: specifier.getLiteralValue(), name: '*' } : undefined
  }
  return requiredNameOf(declaration)
}

/** The package a file hands on as a whole, `export * from 'openai'`, where the file has nothing of that name itself. */
function starOf(file: SourceFile | undefined, name: string, seen = new Set<SourceFile>()): string | undefined {
  if (file === undefined || seen.has(file) || file.getExportedDeclarations().has(name)) return undefined
  seen.add(file)
  const stars = file.getExportDeclarations().filter(each => each.isNamespaceExport() && !each.getNamespaceExport())
  for (const star of stars) {
    const module = star.getModuleSpecifierValue()
    const behind = star.getModuleSpecifierSourceFile()
    const found = behind === undefined ? module : starOf(behind, name, seen)
    if (found !== undefined && !isRelative(found)) return found
  }
  return undefined
}

function requiredNameOf(declaration: MorphNode): PackageName | undefined {
  if (Node.isBindingElement(declaration)) {
    const owner = declaration.getFirstAncestorByKind(SyntaxKind.VariableDeclaration)
    const module = owner?.getInitializer() && loadedModule(owner.getInitializerOrThrow())
    if (module === undefined || declaration.getParent().getParent() !== owner) return undefined
    return { module, name: declaration.getPropertyNameNode()?.getText() ?? declaration.getName() }
  }
  if (!Node.isVariableDeclaration(declaration)) return undefined
  const initializer = declaration.getInitializer()
  if (initializer === undefined) return undefined
  const module = loadedModule(initializer)
  if (module !== undefined) return { module, name: '*' }
  // require('openai').OpenAI, (await import('openai')).default
  if (!Node.isPropertyAccessExpression(initializer)) return undefined
  const owner = loadedModule(initializer.getExpression())
  return owner === undefined ? undefined : { module: owner, name: initializer.getName() }
}

/** `require('x')`, `await import('x')`, in parentheses and interop calls or not. */
function loadedModule(expression: Expression): string | undefined {
  if (Node.isParenthesizedExpression(expression)) return loadedModule(expression.getExpression())
  const direct = moduleOf(expression)
  if (direct !== undefined) return direct
  // __importDefault(require('x')), as compilers write it.
  if (
    Node.isCallExpression(expression) &&
    /import(Default|Star)|interopRequire/.test(expression.getExpression().getText())
  ) {
    const [inner] = expression.getArguments()
    return inner && moduleOf(inner)
  }
  return undefined
}

/** The declarations an identifier is bound to: in its file, or, where frameworks import by name, in any loaded one. */
export function declarationsOf(name: Identifier): MorphNode[] {
  const parent = name.getParent()
  // In `{ openai }` the symbol of the name is that of the property.
  const symbol = Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : name.getSymbol()
  const declarations = symbol?.getDeclarations() ?? []
  const isMember = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === name
  return declarations.length > 0 || isMember ? declarations : exportedAnywhere(name)
}

const exportsByName = new WeakMap<object, Map<string, MorphNode[]>>()

/** Nuxt and its like import the exports of some folders without a statement that says so. */
function exportedAnywhere(name: Identifier): MorphNode[] {
  const project = name.getProject()
  const known = exportsByName.get(project) ?? new Map<string, MorphNode[]>()
  exportsByName.set(project, known)
  const text = name.getText()
  const found = known.get(text) ?? findExported(project.getSourceFiles(), text)
  known.set(text, found)
  return found
}

function findExported(files: readonly SourceFile[], name: string): MorphNode[] {
  const pattern = new RegExp(
    `\\bexport\\s+(?:async\\s+)?(?:function|const|let|class)\\s+${name.replace(/\$/g, '\\$&')}\\b`,
  )
  const exporting = files.filter(file => pattern.test(file.getFullText()))
  // Two of one name: nobody here can tell which is meant.
  return exporting.length === 1 ? [...(exporting[0]?.getExportedDeclarations().get(name) ?? [])] : []
}

/** The name that an import, a re-export or a `require` of another file brings in. */
function aliasOf(declaration: MorphNode): MorphNode | undefined {
  if (Node.isImportSpecifier(declaration) || Node.isExportSpecifier(declaration)) return declaration.getNameNode()
  if (Node.isImportClause(declaration)) return declaration.getDefaultImport()
  if (Node.isNamespaceImport(declaration)) return declaration.getNameNode()
  if (!Node.isBindingElement(declaration) && !Node.isVariableDeclaration(declaration)) return undefined
  const name = requiredNameOf(declaration)
  return name !== undefined && isRelative(name.module) ? declaration.getNameNode() : undefined
}

/** The declarations behind an import or a re-export, where the file it leads to is loaded. */
export function followAlias(declaration: MorphNode): MorphNode[] {
  const aliased = aliasOf(declaration)?.getSymbol()?.getAliasedSymbol()
  return aliased?.getDeclarations() ?? []
}
