// A result, or a part of it, that is not read on the spot: awaited, printed, sent back, or on its way elsewhere.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { dressed } from '../syntax.ts'
import { follow } from './follow.ts'
import { rewriteLogged } from './logged.ts'
import { followOnward } from './onward.ts'
import { followPromise } from './promise.ts'
import { sendBack } from './turn.ts'
import type { Value } from './value.ts'

export function followWhole(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (rewriteLogged(context, value, outer)) return
  if (Node.isExpressionStatement(parent)) return
  if (value.kind === 'promise' && followPromise(context, value, outer, parent)) return
  if (value.kind === 'message' && isAdded(outer)) {
    return sendBack(context, value, value.node, outer)
  }
  // Awaiting what is there already changes nothing.
  if (Node.isAwaitExpression(parent)) {
    return follow(context, { ...value, node: parent, origin: value.origin === value.node ? parent : value.origin })
  }
  if (!followOnward(context, value, outer)) throw new LeftAlone('result-unknown', `${value.kind} as a whole`)
}

/** `messages.push(x)`, `[...messages, x]`. */
function isAdded(node: Node): boolean {
  const parent = node.getParent()
  if (Node.isArrayLiteralExpression(parent)) return true
  return Node.isCallExpression(parent) && /\.push$/.test(parent.getExpression().getText())
}
