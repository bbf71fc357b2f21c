// Whether a declared type says by itself that messages are a role and a text, which is the same in both APIs.
import type { TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'

/** `Message[]`, `Array<{ role: …; content: string }>`. */
export function isPlainList(type: TypeNode | undefined): boolean {
  const element = elementOf(type)
  return element !== undefined && isPlainMessage(element)
}

function elementOf(type: TypeNode | undefined): TypeNode | undefined {
  if (Node.isArrayTypeNode(type)) return elementOfParentheses(type.getElementTypeNode())
  if (Node.isTypeReference(type) && /^(Readonly)?Array$/.test(type.getTypeName().getText()))
    return type.getTypeArguments()[0]
  if (Node.isTypeReference(type)) return elementOf(aliased(type))
  return undefined
}

const elementOfParentheses = (type: TypeNode): TypeNode =>
  Node.isParenthesizedTypeNode(type) ? type.getTypeNode() : type

/** What a type alias of this project stands for. */
export function aliased(type: Node): TypeNode | undefined {
  const declaration = declarationOfType(type)
  return Node.isTypeAliasDeclaration(declaration) ? declaration.getTypeNode() : undefined
}

export function declarationOfType(type: Node): Node | undefined {
  if (!Node.isTypeReference(type)) return undefined
  const symbol = type.getTypeName().getSymbol()
  const target = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol
  const declarations = target?.getDeclarations() ?? []
  return declarations.length === 1 ? declarations[0] : undefined
}

export function isPlainMessage(type: TypeNode): boolean {
  const declaration = Node.isTypeLiteral(type) ? type : declarationOfType(type)
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
