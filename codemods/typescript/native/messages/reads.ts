// Code that reads messages without sending them: it may go on as long as it sees what it saw before.
import type { PropertyAccessExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { isLogged } from '../result/logged.ts'
import { isCondition } from '../result/value.ts'

/** Members that say the same whatever the messages look like, as long as each of them stays one. */
const counting: ReadonlySet<string> = new Set(['length', 'pop', 'shift', 'splice', 'slice'])

export function requireSameReads(context: Context): void {
  const reshaped = context.items.size > 0 || context.parts.size > 0
  for (const read of context.reads) {
    const parent = read.getParent()
    if (isLogged(read)) continue
    // A message that a function makes, and that has been followed since.
    if (Node.isCallExpression(read) && context.seen.has(read)) continue
    if (Node.isPropertyAccessExpression(parent) && counting.has(parent.getName())) {
      if (context.items.size === 0 || isSameOfItems(parent) || isLogged(parent)) continue
      throw new LeftAlone('messages-unknown', 'messages are counted, and a call is an item of its own')
    }
    if (reshaped) throw new LeftAlone('messages-unknown', 'other code reads the messages')
    const handed = Node.isPropertyAssignment(read) || Node.isShorthandPropertyAssignment(read)
    if (context.draft.retyped.size > 0 && handed) throw new LeftAlone('messages-unknown', 'another object')
    // A function that declares the SDK's type would not take the messages any more.
    if (context.draft.retyped.size > 0 && Node.isCallExpression(parent) && parent.getExpression() !== read) {
      if (parent.getExpression().getText() !== 'JSON.stringify') throw new LeftAlone('messages-unknown', 'a function')
    }
  }
}

/** A list of messages is empty when the list of items is. */
function isSameOfItems(access: PropertyAccessExpression): boolean {
  if (access.getName() !== 'length') return false
  if (isCondition(access)) return true
  const parent = access.getParent()
  if (!Node.isBinaryExpression(parent)) return false
  const other = parent.getLeft() === access ? parent.getRight() : parent.getLeft()
  return other.getText() === '0'
}
