// The keys of an object nobody can see, by the type its own repository declares for it. A compiler lets objects with more
// keys through; so whoever hands one in within sight is asked, too.
import type { Identifier, Type } from 'ts-morph'
import { argumentsFor } from '../find/callers.ts'
import { declarationsOf } from '../find/modules.ts'
import { Node } from '../morph.ts'
import { evaluate, isShape, type Shape, unknownValue } from './value.ts'

/** What a type written out in this repository lets an object have: each key with a value that is not known. */
export function declaredShape(node: Node): Shape | undefined {
  if (!Node.isIdentifier(node)) return undefined
  const keys = keysOf(node.getType())
  const source = sourceOf(node)
  if (keys === undefined || source === undefined) return undefined
  const type = source.holder.getType()
  const names = new Set(keysOf(type))
  const isClosed = source.handed.every(each => saysNoMore(each, names, type))
  return isClosed ? { known: new Map(keys.map(key => [key, unknownValue])), open: undefined } : undefined
}

/** Whether somebody within sight hands in an object that may have keys its declared type does not say. */
export function mayHaveMore(node: Node): boolean {
  const source = Node.isIdentifier(node) ? sourceOf(node) : undefined
  if (source === undefined) return false
  const type = source.holder.getType().getNonNullableType()
  const names = new Set(type.getProperties().map(property => property.getName()))
  return !source.handed.every(each => saysNoMore(each, names, type))
}

/** Every key of a type that is written out; `undefined` where it may have more. */
function keysOf(type: Type): string[] | undefined {
  const properties = type.isObject() && !type.isArray() ? type.getProperties() : []
  if (properties.length === 0 || type.getCallSignatures().length > 0 || !isWrittenOut(type)) return undefined
  const isSaid = properties.every(property => property.getDeclarations().some(Node.isPropertySignature))
  return isSaid ? properties.map(property => property.getName()) : undefined
}

/** Nothing but what is written out belongs to it: no index, and nothing inherited that nobody can see. */
function isWrittenOut(type: Type): boolean {
  if (type.getStringIndexType() !== undefined) return false
  const declarations = [type.getSymbol(), type.getAliasSymbol()].flatMap(each => each?.getDeclarations() ?? [])
  return declarations.every(
    each =>
      !Node.isInterfaceDeclaration(each) ||
      each.getExtends().every(base => isWrittenOut(base.getType()) && base.getType().isObject()),
  )
}

/** The parameter a name, or what it is taken out of, comes from, and what is handed in for it. */
function sourceOf(
  name: Identifier,
  depth = 0,
): { readonly holder: Node; readonly handed: readonly Node[] } | undefined {
  const [declaration, ...others] = declarationsOf(name)
  if (declaration === undefined || others.length > 0 || depth > 3) return undefined
  const holder = Node.isBindingElement(declaration) ? declaration.getParent().getParent() : declaration
  if (Node.isParameterDeclaration(holder)) return { holder, handed: argumentsFor(holder) }
  const value = Node.isVariableDeclaration(holder) ? holder.getInitializer() : undefined
  return Node.isIdentifier(value) ? sourceOf(value, depth + 1) : undefined
}

/** An object of which every key is written there, or one of the very same type. */
function saysNoMore(handed: Node, names: ReadonlySet<string>, type: Type): boolean {
  const value = evaluate(handed)
  if (value === undefined || value === null) return true
  if (isShape(value) && value.open === undefined) return [...value.known.keys()].every(key => names.has(key))
  return !type.isAny() && handed.getType().getText() === type.getText()
}
