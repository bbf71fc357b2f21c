// A part of a result that goes on from where it is read: to a function of this project, out of one, into a variable.
import { Node, SyntaxKind } from '../../morph.ts'
import type { Context } from '../context.ts'
import { dressed, isNullish } from '../syntax.ts'
import { followHanded } from './handed.ts'
import { followReturned } from './returned.ts'
import type { Value } from './value.ts'
import { assignTo, bindTo, standIn } from './variables.ts'

/** Follows it there; `false` where it goes somewhere else. */
export function followOnward(context: Context, value: Value, from: Node): boolean {
  const outer = withoutDefault(from)
  const parent = outer.getParent()
  if (Node.isVariableDeclaration(parent)) {
    if (outer !== from && !Node.isIdentifier(parent.getNameNode())) return false
    bindTo(context, value, parent)
    return true
  }
  if (value.kind !== 'promise' && followHanded(context, value, outer)) {
    standIn(context, value)
    return true
  }
  if (Node.isReturnStatement(parent) || (Node.isArrowFunction(parent) && parent.getBody() === outer)) {
    standIn(context, value)
    followReturned(context, value, parent)
    return true
  }
  const assigns = Node.isBinaryExpression(parent) && parent.getOperatorToken().getKind() === SyntaxKind.EqualsToken
  if (!assigns || parent.getRight() !== outer) return false
  assignTo(context, value, parent.getLeft())
  return true
}

/** `x ?? null`, `x || undefined`. */
function withoutDefault(outer: Node): Node {
  const parent = outer.getParent()
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== outer || !isNullish(parent.getRight())) return outer
  return /^(\?\?|\|\|)$/.test(parent.getOperatorToken().getText()) ? dressed(parent) : outer
}
