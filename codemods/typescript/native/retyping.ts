// Writes the new names of SDK types, and takes out the imports that nothing needs any more.
import type { ImportDeclaration, ImportSpecifier, SourceFile } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import type { NeededImport } from '../site.ts'
import type { Draft } from './draft.ts'
import { removeListed } from './literal-edits.ts'
import { namespaceIn, newName } from './types.ts'

/** Writes into the first draft of a group that moves together; gives the imports its files need. */
export function writeTypes(group: readonly Draft[]): Map<SourceFile, NeededImport[]> {
  const imports = new Map<SourceFile, NeededImport[]>()
  const [first] = group
  if (first === undefined) return imports
  const retyped = new Set(group.flatMap(draft => [...draft.retyped]))
  const items = group.some(draft => draft.items)
  for (const node of retyped) {
    const file = node.getSourceFile()
    const namespace = namespaceIn(file)
    if (namespace === undefined) imports.set(file, [{ module: 'openai', name: 'OpenAI', typeOnly: true }])
    if (foldsInto(first, node, retyped, items)) continue
    const name = Node.isTypeReference(node) ? node.getTypeName() : node
    first.replace(name, `${namespace ?? 'OpenAI'}.Responses.${newName(node, items)}`)
  }
  const helpers = new Map(group.flatMap(draft => [...draft.helpers]))
  const replaced = new Set([...retyped, ...helpers.keys()])
  for (const file of new Set([...helpers.keys()].map(node => node.getSourceFile()))) {
    for (const statement of file.getImportDeclarations()) {
      const needed = renameHelpers(first, statement, helpers)
      if (needed.length > 0) imports.set(file, [...(imports.get(file) ?? []), ...needed])
    }
  }
  for (const file of new Set([...replaced].map(node => node.getSourceFile()))) {
    for (const statement of file.getImportDeclarations()) removeUnused(first, statement, replaced, helpers)
  }
  return imports
}

/** Whether a union says the same already: of two types that become one, the second goes. */
function foldsInto(draft: Draft, node: Node, retyped: ReadonlySet<Node>, items: boolean): boolean {
  const union = node.getParent()
  if (!Node.isUnionTypeNode(union)) return false
  const members: readonly Node[] = union.getTypeNodes()
  const index = members.indexOf(node)
  const said = members.findIndex(member => retyped.has(member) && newName(member, items) === newName(node, items))
  const before = members[index - 1]
  if (said === index || before === undefined) return false
  draft.change(node.getSourceFile(), before.getEnd(), node.getEnd())
  return true
}

/** Renames the import of a helper that nothing else uses; gives the helpers that are to be imported beside the old. */
function renameHelpers(draft: Draft, statement: ImportDeclaration, helpers: ReadonlyMap<Node, string>): NeededImport[] {
  const module = statement.getModuleSpecifierValue()
  const named = statement.getNamedImports()
  return named.flatMap(specifier => {
    const uses = usesOf(specifier)
    const name = uses.map(use => helpers.get(use)).find(each => each !== undefined)
    if (name === undefined) return []
    const there = named.some(each => each.getName() === name)
    if (there || !uses.every(use => helpers.has(use))) return there ? [] : [{ module, name }]
    draft.replace(specifier, name)
    return []
  })
}

/** Whether a use of an imported name is one that goes away. */
export function isReplaced(use: Node, replaced: ReadonlySet<Node> | ReadonlyMap<Node, unknown>): boolean {
  return replaced.has(use) || replaced.has(use.getParentOrThrow())
}

/** Uses of an imported name, the import itself left out. */
export function usesOf(specifier: ImportSpecifier): Node[] {
  const name = specifier.getAliasNode() ?? specifier.getNameNode()
  const symbol = name.getSymbol()
  return specifier
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .filter(node => node !== name && node.getText() === name.getText() && node.getSymbol() === symbol)
    .filter(node => !node.getFirstAncestorByKind(SyntaxKind.ImportDeclaration))
}

function removeUnused(
  draft: Draft,
  statement: ImportDeclaration,
  retyped: ReadonlySet<Node>,
  helpers: ReadonlyMap<Node, string>,
): void {
  const named = statement.getNamedImports()
  const gone = named.filter(specifier => {
    const uses = usesOf(specifier)
    return uses.length > 0 && uses.every(use => isReplaced(use, retyped)) && !isRenamed(named, uses, helpers)
  })
  if (gone.length === 0) return
  if (gone.length < named.length || statement.getDefaultImport()) {
    if (gone.length < named.length) removeListed(draft, named, new Set(gone))
    return
  }
  removeLine(draft, statement)
}

/** With the line break before it, so that another import can still be written after it. */
function removeLine(draft: Draft, statement: ImportDeclaration): void {
  const file = statement.getSourceFile()
  const text = file.getFullText()
  const before = /\r?\n$/.exec(text.slice(0, statement.getStart()))?.[0].length ?? 0
  const alone = /^[ \t]*(?=\r?\n|$)/.exec(text.slice(statement.getEnd()))
  const after =
    before > 0 ? (alone?.[0].length ?? 0) : (/^[ \t]*\r?\n?/.exec(text.slice(statement.getEnd()))?.[0].length ?? 0)
  const start = statement.getStart() - (alone ? before : 0)
  draft.change(file, start, statement.getEnd() + after)
}

/** A helper whose import was given the new name stays. */
function isRenamed(
  named: readonly ImportSpecifier[],
  uses: readonly Node[],
  helpers: ReadonlyMap<Node, string>,
): boolean {
  const name = uses.map(use => helpers.get(use)).find(each => each !== undefined)
  return name !== undefined && !named.some(specifier => specifier.getName() === name)
}
