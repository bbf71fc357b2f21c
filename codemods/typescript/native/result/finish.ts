// `finish_reason`: Responses says in its status, and in the kinds of its items, why an answer ended.

import { finishReasons } from '../../../../src/atlas/outcome.ts'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText, quoteOf } from '../syntax.ts'
import { type Value, wholeOf } from './value.ts'
import { bindTo } from './whole.ts'

export function rewriteFinish(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (Node.isVariableDeclaration(parent)) return bindTo(context, value, parent)
  if (!Node.isBinaryExpression(parent)) throw new LeftAlone('result-lost', 'finish_reason')
  const operator = parent.getOperatorToken().getText()
  const other = parent.getLeft() === outer ? parent.getRight() : parent.getLeft()
  const reason = literalText(other)
  if (!/^[!=]==?$/.test(operator) || reason === undefined) throw new LeftAlone('result-lost', 'finish_reason')
  context.draft.replace(parent, ...condition(context, value, reason, operator.startsWith('!'), quoteOf(parent), parent))
}

function condition(context: Context, value: Value, reason: string, negated: boolean, quote: string, node: Node) {
  const origin = wholeOf(value)
  const link = value.optional ? '?.' : '.'
  const equal = negated ? '!==' : '==='
  const outcome = Object.entries(finishReasons).find(([name]) => name === reason)?.[1]
  if (outcome === undefined) throw new LeftAlone('result-lost', 'finish_reason')
  if ('reason' in outcome)
    return [origin, `${link}incomplete_details?.reason ${equal} ${quoted(outcome.reason, quote)}`]
  const call = `item => item.type === ${quoted('function_call', quote)}`
  const calls = [origin, `${link}output.some(${call})`]
  if (reason === 'tool_calls' || reason === 'function_call') return [negated ? '!' : '', ...calls]
  if (reason !== 'stop') throw new LeftAlone('result-lost', 'finish_reason')
  const status = [origin, `${link}status === ${quoted('completed', quote)}`]
  if (!context.tools) return negated ? [origin, `${link}status !== ${quoted('completed', quote)}`] : status
  const both = [...status, ' && !', ...calls]
  return negated || needsParentheses(node) ? [negated ? '!' : '', '(', ...both, ')'] : both
}

function needsParentheses(node: Node): boolean {
  const parent = node.getParent()
  return Node.isBinaryExpression(parent) && !['&&', '='].includes(parent.getOperatorToken().getText())
}
