// Functions that give what their callback gives: retries, queues, limits.
import { Node } from '../../morph.ts'

/** The call of such a function, or of `then`, whose first argument this callback is: `retry(() => create(…))`. */
export function passedThrough(made: Node): Node | undefined {
  const call = made.getParent()
  if (!Node.isCallExpression(call) || call.getArguments()[0] !== made) return undefined
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getName() : callee.getText()
  // What a callback of `then` gives, the promise brings.
  if (name === 'then') return call
  return /retry|retries|backoff|limit|throttle/i.test(name) ? call : undefined
}
