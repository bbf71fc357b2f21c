// Functions that give what their callback gives: retries, queues, limits.
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import { functionOf } from '../functions.ts'

/** The call of such a function, or of `then`, whose argument this callback is: `retry(() => create(…))`. */
export function passedThrough(made: Node): Node | undefined {
  const call = made.getParent()
  if (!Node.isCallExpression(call)) return undefined
  const index = call.getArguments().findIndex(each => each.getPos() === made.getPos())
  if (isTransparent(call, index)) return call
  if (index !== 0) return undefined
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getName() : callee.getText()
  // What a callback of `then` gives, the promise brings.
  if (name === 'then') return call
  return /retry|retries|backoff|limit|throttle/i.test(name) ? call : undefined
}

/** `measure<T>(label: string, work: () => Promise<T>): Promise<T>`, which knows too little of a T to give another. */
function isTransparent(call: Node, index: number): boolean {
  if (!Node.isCallExpression(call)) return false
  const callee = call.getExpression()
  const declaration = declarationOf(Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee)
  const taker = declaration && functionOf(declaration)
  if (!Node.isParametered(taker) || !Node.isTypeParametered(taker) || !Node.isReturnTyped(taker)) return false
  const parameter = taker.getParameters()[index]
  const [type, ...others] = taker.getTypeParameters()
  if (type === undefined || others.length > 0 || type.getConstraint() || /\bas\b/.test(taker.getText())) return false
  const brought = new Set([type.getName(), `Promise<${type.getName()}>`])
  const given = parameter?.getTypeNode()
  const returned = taker.getReturnTypeNode()?.getText() ?? ''
  const work = Node.isFunctionTypeNode(given) && given.getParameters().length === 0 ? given : undefined
  return brought.has(returned) && brought.has(work?.getReturnTypeNode()?.getText() ?? '')
}
