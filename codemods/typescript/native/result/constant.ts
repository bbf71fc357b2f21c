// Members that say the same in every answer: the role of its message, the number of its choice.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { quoted } from '../print.ts'
import { dressed, quoteOf } from '../syntax.ts'

/** Writes the value itself; in TypeScript a text keeps the type it had. */
export function writeConstant(context: Context, node: Node, says: string | number): undefined {
  const outer = dressed(node)
  const parent = outer.getParent()
  const text = typeof says === 'string' ? quoted(says, quoteOf(node)) : String(says)
  const compared = Node.isBinaryExpression(parent) || Node.isCallExpression(parent)
  const typed = context.typed && typeof says === 'string' && !compared && !Node.isTemplateSpan(parent)
  const literal = typed ? `${text} as const` : text
  const name = Node.isShorthandPropertyAssignment(parent) ? `${outer.getText()}: ` : ''
  const tight = Node.isPropertyAccessExpression(parent) && typed
  context.draft.replace(outer, name, tight ? `(${literal})` : literal)
}
