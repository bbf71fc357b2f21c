// A name of the caller's own for a type of the SDK: it gets the new type where it is declared, if everything that is
// declared under it moves along.
import type { InterfaceDeclaration, TypeAliasDeclaration } from 'ts-morph'
import { Node } from '../morph.ts'
import type { Draft } from './draft.ts'

/** A type of the caller's own that changes where it is declared. */
export type OwnType = TypeAliasDeclaration | InterfaceDeclaration

/** The alias a type reference names, where it stands for one type of the SDK or for a list of it. */
export function aliasNamed(node: Node): TypeAliasDeclaration | undefined {
  if (!Node.isTypeReference(node) || node.getTypeArguments().length > 0) return undefined
  const symbol = node.getTypeName().getSymbol()
  const target = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol
  const declarations = (target?.getDeclarations() ?? []).filter(each => !Node.isVariableDeclaration(each))
  const [alias, ...others] = declarations
  return Node.isTypeAliasDeclaration(alias) && others.length === 0 && isSimple(alias.getTypeNode()) ? alias : undefined
}

function isSimple(type: Node | undefined): boolean {
  if (Node.isParenthesizedTypeNode(type)) return isSimple(type.getTypeNode())
  if (Node.isArrayTypeNode(type)) return isSimple(type.getElementTypeNode())
  if (Node.isTypeQuery(type)) return true
  if (Node.isIndexedAccessTypeNode(type)) return isSimple(type.getObjectTypeNode())
  if (!Node.isTypeReference(type)) return false
  return type.getTypeArguments().every(isSimple)
}

/** Whether everything declared under the aliases is among what these sites retype. */
export function moveWhole(group: readonly Draft[]): boolean {
  const annotations = new Set(group.flatMap(draft => [...draft.annotations]))
  const aliases = new Set(group.flatMap(draft => [...draft.aliases]))
  const queries = group.flatMap(draft => [...draft.queries])
  const declared = new Set<Node>([...annotations, ...aliases])
  return (
    queries.every(query => query.getAncestors().some(each => declared.has(each))) &&
    [...aliases].every(alias => alias.findReferencesAsNodes().every(name => isCovered(alias, name, annotations)))
  )
}

function isCovered(alias: OwnType, name: Node, annotations: ReadonlySet<Node>): boolean {
  const parent = name.getParent()
  if (parent === alias || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) return true
  return [name, ...name.getAncestors()].some(each => annotations.has(each))
}
