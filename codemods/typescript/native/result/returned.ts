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
