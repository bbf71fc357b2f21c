// A part of a chat completion, or of a chunk of one, on its way through the caller's code.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { type Piece, spanOf } from '../draft.ts'

export type Kind =
  | 'promise'
  | 'completion'
  | 'choices'
  | 'choice'
  | 'message'
  | 'content'
  | 'calls'
  | 'callList'
  | 'call'
  | 'function'
  | 'finish'
  | 'usage'
  | 'parsed'
  | 'refusal'
  | 'stream'
  | 'chunk'
  | 'chunkChoices'
  | 'chunkChoice'
  | 'chunkFinish'
  | 'chunkUsage'
  | 'delta'
  | 'deltaContent'
  | 'deltaCalls'
  | 'deltaCall'
  | 'deltaFunction'
  | 'deltaArguments'

export interface Value {
  readonly kind: Kind
  /** The expression that is this part. */
  readonly node: Node
  /** The expression at its beginning that is a whole result or chunk, and stays. */
  readonly origin: Node
  /** What stands for the result where the origin is a variable that goes away. */
  readonly name?: string
  /** Whether the result itself may be missing: `completion?.choices`. */
  readonly optional: boolean
  /** Whether what the promise brings is a stream. */
  readonly streams?: boolean
}

/** The whole result or chunk, as it is to be written. */
export function wholeOf(value: Value): Piece {
  return value.name ?? spanOf(value.origin)
}

/** Writes `<result>.<suffix>` where a longer way through the completion stood. */
export function rewriteAs(context: Context, value: Value, node: Node, suffix: string): undefined {
  const { draft } = context
  const { origin, name } = value
  const link = value.optional ? '?.' : '.'
  const parent = node.getParent()
  const member = Node.isShorthandPropertyAssignment(parent) ? `${node.getText()}: ` : ''
  if (name !== undefined || member !== '') {
    draft.replace(node, member, wholeOf(value), `${link}${suffix}`)
  } else if (node.getStart() === origin.getStart()) {
    draft.change(node.getSourceFile(), origin.getEnd(), node.getEnd(), `${link}${suffix}`)
  } else draft.replace(node, spanOf(origin), `${link}${suffix}`)
}

/** Whether an expression is only asked whether it is there. */
export function isCondition(node: Node): boolean {
  const parent = node.getParent()
  if (parent === undefined) return false
  if (Node.isPrefixUnaryExpression(parent)) return parent.getText().startsWith('!')
  if (Node.isIfStatement(parent) || Node.isWhileStatement(parent)) return parent.getExpression() === node
  if (Node.isConditionalExpression(parent)) return parent.getCondition() === node
  if (Node.isParenthesizedExpression(parent)) return isCondition(parent)
  if (!Node.isBinaryExpression(parent)) return false
  const operator = parent.getOperatorToken().getText()
  if (operator !== '&&' && operator !== '||') return false
  // What is there always is passed over by `&&`.
  return isCondition(parent) || (parent.getLeft() === node && operator === '&&')
}
