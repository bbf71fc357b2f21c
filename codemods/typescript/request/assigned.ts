// How an object gains members after it was written down.
import { Node } from '../morph.ts'

/** `params.tools = …`, `params.tools ??= …`. */
export function isAssigned(member: Node): boolean {
  const parent = member.getParent()
  return (
    Node.isBinaryExpression(parent) &&
    parent.getLeft() === member &&
    /^(\?\?|\|\||&&)?=$/.test(parent.getOperatorToken().getText())
  )
}

/** `Object.assign(params, …)`. */
export function isObjectAssign(parent: Node | undefined, reference: Node): boolean {
  return (
    Node.isCallExpression(parent) &&
    parent.getExpression().getText() === 'Object.assign' &&
    parent.getArguments()[0] === reference
  )
}
