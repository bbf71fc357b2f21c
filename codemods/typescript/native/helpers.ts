// Helpers of the SDK that have another name for Responses: `zodResponseFormat` is `zodTextFormat`.
import { Node } from '../morph.ts'
import type { Context } from './context.ts'
import { importedFromSdk } from './types.ts'

/** Renames the helper a call uses; `false` when it is not a call of that helper. */
export function replaceHelper(context: Context, node: Node, from: string, to: string): boolean {
  if (!Node.isCallExpression(node)) return false
  const callee = node.getExpression()
  if (!Node.isIdentifier(callee) || callee.getText() !== from || !importedFromSdk(callee)) return false
  context.draft.replace(callee, to)
  context.draft.helpers.set(callee, to)
  return true
}
