// A result that a function returns: followed to the function's callers, all of which have to be in sight.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { callersOf, enclosingFunction } from '../functions.ts'
import { retype } from '../types.ts'
import { follow } from './follow.ts'
import type { Value } from './value.ts'

export function followReturned(context: Context, value: Value, parent: Node): undefined {
  const made = Node.isArrowFunction(parent) ? parent : enclosingFunction(parent)
  const passed = made && passedThrough(made)
  if (passed) return follow(context, { ...value, kind: 'promise', node: passed, origin: passed })
  const callers = made && callersOf(made)
  if (made === undefined || callers === undefined || callers.length === 0) {
    throw new LeftAlone('result-unknown', 'a function returns it, and its callers are not in sight')
  }
  if (!Node.isReturnTyped(made)) throw new LeftAlone('result-unknown', 'a function returns it')
  retype(context, made.getReturnTypeNode())
  context.draft.shared.add(made)
  const promised = value.kind === 'promise' || (Node.isAsyncable(made) && made.isAsync())
  const streams = value.streams || value.kind === 'stream'
  for (const call of callers) {
    const next = { node: call, origin: call, optional: false, streams }
    follow(context, { ...next, kind: promised ? 'promise' : value.kind })
  }
}

/** `retry(() => create(…))`, which gives what its callback gives. */
function passedThrough(made: Node): Node | undefined {
  const call = made.getParent()
  if (!Node.isCallExpression(call) || call.getArguments()[0] !== made) return undefined
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getName() : callee.getText()
  return /retry|retries|backoff|limit|throttle/i.test(name) ? call : undefined
}
