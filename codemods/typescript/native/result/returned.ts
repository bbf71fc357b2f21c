// A part of a result that a function returns: followed to the function's callers, all of which have to be in sight.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { callersOf, enclosingFunction } from '../functions.ts'
import { retypePart } from '../types.ts'
import { follow } from './follow.ts'
import { passedThrough } from './passing.ts'
import { followMapped } from './several.ts'
import { isAsync, returnsOnly } from './sources.ts'
import type { Value } from './value.ts'

export function followReturned(context: Context, value: Value, parent: Node): undefined {
  const made = Node.isArrowFunction(parent) ? parent : enclosingFunction(parent)
  if (made && returnsOnly(context, made, value)) {
    if (followMapped(context, value, made, value.kind === 'promise' || isAsync(made))) return
  }
  const passed = made && passedThrough(made)
  const callers = passed ? [passed] : made && callersOf(made, context.draft.queries)
  if (made === undefined || callers === undefined || callers.length === 0 || Node.isConstructorDeclaration(made)) {
    throw new LeftAlone('result-unknown', 'a function returns it, and its callers are not in sight')
  }
  if (!returnsOnly(context, made, value)) throw new LeftAlone('result-unknown', 'a function that returns other things')
  if (Node.isReturnTyped(made)) retypePart(context, made.getReturnTypeNode())
  context.draft.shared.add(made)
  const brings = value.kind === 'promise' ? (value.brings ?? 'completion') : value.kind
  const kind = value.kind === 'promise' || isAsync(made) || passed ? 'promise' : value.kind
  for (const call of callers) {
    follow(context, { kind, brings, node: call, origin: call, optional: false })
  }
}
