// The model a request asks for: one of another vendor says that the client leads there, whatever its base URL is called.
import type { CallExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import { declarationsOf, followAlias } from './modules.ts'
import { literalOf } from './provider.ts'
import { namesVendor } from './vendors.ts'

/** Names without a vendor's word in them, and sizes as servers of open weights write them: `phi3:14b`, `yi-34b`. */
const openWeights = /mixtral|gemma|\bphi-?\d|\bsonar\b|gpt-oss|[:-]\d+(\.\d+)?b\b/i

export function asksForVendorsModel(call: CallExpression): boolean {
  const property = literalOf(call.getArguments()[0])?.getProperty('model')
  const value = Node.isPropertyAssignment(property)
    ? property.getInitializer()
    : Node.isShorthandPropertyAssignment(property)
      ? property.getNameNode()
      : undefined
  return textsIn(value).some(text => namesVendor(text) || openWeights.test(text))
}

/** The texts an expression may be: literals in it, and those behind the names in it. */
function textsIn(expression: Node | undefined, depth = 0): string[] {
  if (expression === undefined || depth > 3) return []
  if (Node.isStringLiteral(expression) || Node.isNoSubstitutionTemplateLiteral(expression))
    return [expression.getLiteralText()]
  if (Node.isConditionalExpression(expression))
    return [expression.getWhenTrue(), expression.getWhenFalse()].flatMap(each => textsIn(each, depth))
  if (Node.isBinaryExpression(expression)) {
    const chooses = /^(\?\?|\|\|)$/.test(expression.getOperatorToken().getText())
    return chooses ? [expression.getLeft(), expression.getRight()].flatMap(each => textsIn(each, depth)) : []
  }
  const name = Node.isPropertyAccessExpression(expression) ? expression.getNameNode() : expression
  if (!Node.isIdentifier(name)) return []
  return declarationsOf(name)
    .flatMap(each => [each, ...followAlias(each)])
    .flatMap(each => textsIn(initialOf(each), depth + 1))
}

function initialOf(declaration: Node): Node | undefined {
  const holds =
    Node.isVariableDeclaration(declaration) ||
    Node.isPropertyDeclaration(declaration) ||
    Node.isPropertyAssignment(declaration) ||
    Node.isParameterDeclaration(declaration) ||
    Node.isBindingElement(declaration)
  return holds ? declaration.getInitializer() : undefined
}
