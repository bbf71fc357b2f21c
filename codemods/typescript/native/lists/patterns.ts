// What the type of an object says of the member that a pattern takes out of it.
import type { PropertySignature, TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'
import { aliased, declarationOfType } from './plain.ts'

/** The declared type of `x` in `{ x }: { x: T }` and `const { x } = y as { x: T }`. */
export function typeOfBinding(element: Node): TypeNode | undefined {
  return signatureOf(element)?.getTypeNode()
}

export function signatureOf(element: Node): PropertySignature | undefined {
  if (!Node.isBindingElement(element) || element.getDotDotDotToken()) return undefined
  const holder = element.getParent().getParent()
  if (!Node.isParameterDeclaration(holder) && !Node.isVariableDeclaration(holder)) return undefined
  const type = holder.getTypeNode() ?? assertedType(holder.getInitializer())
  const name = element.getPropertyNameNode()?.getText() ?? element.getName()
  return type && memberOfType(type, name)
}

/** A member of an object type that is declared in this project, or of what a promise of one brings. */
export function memberOfType(type: TypeNode, name: string): PropertySignature | undefined {
  const [brought] =
    Node.isTypeReference(type) && type.getTypeName().getText() === 'Promise' ? type.getTypeArguments() : []
  return membersOf(brought ?? type)?.getProperty(name)
}

function membersOf(type: TypeNode) {
  if (Node.isTypeLiteral(type)) return type
  const declared = declarationOfType(type)
  if (Node.isInterfaceDeclaration(declared)) return declared
  const target = aliased(type)
  return Node.isTypeLiteral(target) ? target : undefined
}

/** `(await request.json()) as T`, `await request.json<T>()`. */
function assertedType(initializer: Node | undefined): TypeNode | undefined {
  if (Node.isAsExpression(initializer)) return initializer.getTypeNode()
  if (Node.isAwaitExpression(initializer) || Node.isParenthesizedExpression(initializer)) {
    return assertedType(initializer.getExpression())
  }
  const read = Node.isCallExpression(initializer) && /\.json$/.test(initializer.getExpression().getText())
  return read ? initializer.getTypeArguments()[0] : undefined
}
