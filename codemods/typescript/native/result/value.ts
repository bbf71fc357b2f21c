// A part of a chat completion, or of a chunk of one, on its way through the caller's code.

import { writeText } from '../../http/text.ts'
import { Node } from '../../morph.ts'
import type { CallSite } from '../../site.ts'
import type { Context } from '../context.ts'
import { LeftAlone, type Piece, spanOf } from '../draft.ts'

export type Kind =
  | 'promise'
  | 'completion'
  /** A completion or a stream: only the running program knows. */
  | 'either'
  /** Promises of completions in a list, their completions, and how they turned out. */
  | 'promises'
  | 'several'
  | 'outcomes'
  | 'outcome'
  | 'choices'
  | 'choice'
  | 'message'
  | 'content'
  | 'calls'
  | 'callList'
  /** The one call of a message that may have no more: `function_call`. */
  | 'onlyCall'
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
  | 'deltaRefusal'
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
  /** What a promise brings; a completion, unless it is said. */
  readonly brings?: Kind
}

/** What the call of a site brings. */
export function broughtBy({ streaming }: CallSite): Kind {
  return ({ no: 'completion', yes: 'stream', either: 'either' } as const)[streaming]
}

/** The whole result or chunk, as it is to be written. */
export function wholeOf(value: Value): Piece {
  return value.name ?? spanOf(value.origin)
}

/** The whole result, where it is written more than once: it must not be made more than once. */
export function repeatable(value: Value): Piece {
  const { origin, name } = value
  const steady = /^[\w$.]+$/.test(origin.getText())
  if (name === undefined && !steady) throw new LeftAlone('result-unknown', 'a result without a name')
  return wholeOf(value)
}

/** Writes `<result>.<suffix>` where a longer way through the completion stood. */
export function rewriteAs(context: Context, value: Value, node: Node, suffix: string): undefined {
  if (context.site.method === 'http' && suffix === 'output_text') return writeText(context, value, node)
  const { draft } = context
  const { origin, name } = value
  const gone = node.getSourceFile().getFullText().slice(origin.getEnd(), node.getEnd())
  if (/\/[/*]/.test(gone)) throw new LeftAlone('result-unknown', 'a comment within')
  const link = value.optional ? '?.' : '.'
  const parent = node.getParent()
  const member = Node.isShorthandPropertyAssignment(parent) ? `${node.getText()}: ` : ''
  if (name !== undefined || member !== '') {
    draft.replace(node, member, wholeOf(value), `${link}${suffix}`)
  } else if (node.getStart() === origin.getStart()) {
    draft.change(node.getSourceFile(), origin.getEnd(), node.getEnd(), `${link}${suffix}`)
  } else draft.replace(node, spanOf(origin), `${link}${suffix}`)
}

/** Whether a choice or a conjunction can stand in this place without parentheses. */
export function isLoose(parent: Node | undefined, node: Node): boolean {
  return (
    Node.isVariableDeclaration(parent) ||
    Node.isPropertyAssignment(parent) ||
    Node.isShorthandPropertyAssignment(parent) ||
    Node.isTemplateSpan(parent) ||
    Node.isSwitchStatement(parent) ||
    Node.isReturnStatement(parent) ||
    (Node.isBinaryExpression(parent) && parent.getOperatorToken().getText() === '=') ||
    (Node.isCallExpression(parent) && parent.getExpression() !== node)
  )
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
