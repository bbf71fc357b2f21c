// The keys of an object nobody can see, by the type its own repository declares for it.
import type { Type } from 'ts-morph'
import { Node } from '../morph.ts'
import { type Shape, unknownValue } from './value.ts'

/** What a type written out in this repository lets an object have: each key with a value that is not known. */
export function declaredShape(node: Node): Shape | undefined {
  if (!Node.isIdentifier(node) && !Node.isPropertyAccessExpression(node)) return undefined
  const type = node.getType()
  const properties = type.isObject() && !type.isArray() ? type.getProperties() : []
  if (properties.length === 0 || type.getCallSignatures().length > 0 || !isClosed(type)) return undefined
  const isSaid = properties.every(property => property.getDeclarations().some(Node.isPropertySignature))
  return isSaid
    ? { known: new Map(properties.map(each => [each.getName(), unknownValue])), open: undefined }
    : undefined
}

/** Nothing but what is written out belongs to it: no index, and nothing inherited that nobody can see. */
function isClosed(type: Type): boolean {
  if (type.getStringIndexType() !== undefined) return false
  const declarations = [type.getSymbol(), type.getAliasSymbol()].flatMap(each => each?.getDeclarations() ?? [])
  return declarations.every(
    each =>
      !Node.isInterfaceDeclaration(each) ||
      each.getExtends().every(base => isClosed(base.getType()) && base.getType().isObject()),
  )
}
