// Whether a declared type says by itself that messages are a role and a text, which is the same in both APIs.
import type { TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'
import { inferredSchema, isPlainSchema } from './schema.ts'

/** `Message[]`, `Array<{ role: …; content: string }>`, or nothing. */
export function isPlainList(type: TypeNode | undefined): boolean {
  const lists = alternativesOf(type).filter(each => !isAbsent(each))
  return (
    lists.length > 0 &&
    lists.every(list => {
      const element = elementOf(list)
      return element !== undefined && isPlainMessage(element)
    })
  )
}

/** What a union is made of; any other type is its only alternative. */
function alternativesOf(type: TypeNode | undefined): TypeNode[] {
  const inner = Node.isParenthesizedTypeNode(type) ? type.getTypeNode() : type
  if (inner === undefined) return []
  return Node.isUnionTypeNode(inner) ? inner.getTypeNodes().flatMap(alternativesOf) : [inner]
}

const isAbsent = (type: TypeNode): boolean => /^(undefined|null)$/.test(type.getText())

/** What an array type is an array of. */
export function elementOf(type: TypeNode | undefined): TypeNode | undefined {
  if (Node.isParenthesizedTypeNode(type)) return elementOf(type.getTypeNode())
  if (Node.isTypeOperatorTypeNode(type)) return elementOf(type.getTypeNode())
  if (Node.isArrayTypeNode(type)) return type.getElementTypeNode()
  if (Node.isTypeReference(type) && /^(Readonly)?Array$/.test(type.getTypeName().getText()))
    return type.getTypeArguments()[0]
  if (Node.isTypeReference(type)) return elementOf(aliased(type))
  return undefined
}

/** What a type alias of this project stands for. */
export function aliased(type: Node): TypeNode | undefined {
  const declaration = declarationOfType(type)
  return Node.isTypeAliasDeclaration(declaration) ? declaration.getTypeNode() : undefined
}

export function declarationOfType(type: Node): Node | undefined {
  if (!Node.isTypeReference(type)) return undefined
  const symbol = type.getTypeName().getSymbol()
  const target = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol
  // A value may have the name of the type, too.
  const declarations = (target?.getDeclarations() ?? []).filter(each => !Node.isVariableDeclaration(each))
  return declarations.length === 1 ? declarations[0] : undefined
}

export function isPlainMessage(type: TypeNode): boolean {
  const alternatives = alternativesOf(type)
  if (alternatives.length > 1) return alternatives.every(isPlainMessage)
  const [only = type] = alternatives
  const schema = inferredSchema(only)
  if (schema !== undefined) return isPlainSchema(schema)
  if (Node.isTypeReference(only) && only.getTypeName().getText() === 'Pick') return isPlainPick(only.getTypeArguments())
  const declaration = Node.isTypeLiteral(only) ? only : declarationOfType(only)
  if (Node.isTypeAliasDeclaration(declaration)) {
    const target = declaration.getTypeNode()
    return target !== undefined && isPlainMessage(target)
  }
  if (!Node.isTypeLiteral(declaration) && !Node.isInterfaceDeclaration(declaration)) return false
  if (Node.isInterfaceDeclaration(declaration) && declaration.getExtends().length > 0) return false
  const properties = declaration.getProperties()
  const content = properties.find(each => each.getName() === 'content')
  const role = properties.some(each => each.getName() === 'role')
  return properties.length === 2 && role && content !== undefined && isTextType(content.getTypeNode())
}

export function isTextType(type: TypeNode | undefined): boolean {
  return type?.getText() === 'string'
}

/** `Pick<Row, 'role' | 'content'>`. */
function isPlainPick([from, names]: TypeNode[]): boolean {
  const picked = alternativesOf(names).map(each => each.getText().slice(1, -1))
  const row = from && declarationOfType(from)
  const content = Node.isInterfaceDeclaration(row) ? row.getProperty('content') : undefined
  const both = picked.length === 2 && picked.includes('role') && picked.includes('content')
  return both && content !== undefined && isTextType(content.getTypeNode())
}
