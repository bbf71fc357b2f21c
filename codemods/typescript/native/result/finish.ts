// `finish_reason`: Responses says in its status, and in the kinds of its items, why an answer ended.

import type { VariableDeclaration } from 'ts-morph'
import { finishReasons } from '../../../../src/atlas/outcome.ts'
import { Node } from '../../morph.ts'
import { usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText, quoteOf } from '../syntax.ts'
import { isCondition, isLoose, repeatable, rewriteAs, type Value, wholeOf } from './value.ts'
import { bindTo } from './variables.ts'

export function rewriteFinish(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  const { draft } = context
  if (Node.isVariableDeclaration(parent)) return followName(context, value, parent)
  if (isCondition(outer)) return rewriteAs(context, value, value.node, 'status')
  const comparison = comparisonOf(outer)
  if (comparison) {
    const { reason, negated, node } = comparison
    draft.replace(node, ...condition(context, value, reason, negated, quoteOf(node), node))
    return
  }
  writeReason(context, value, outer)
}

interface Comparison {
  readonly node: Node
  readonly reason: string
  readonly negated: boolean
}

/** `finish_reason === 'length'`. */
function comparisonOf(outer: Node): Comparison | undefined {
  const node = outer.getParent()
  if (!Node.isBinaryExpression(node)) return undefined
  const operator = node.getOperatorToken().getText()
  const reason = literalText(node.getLeft() === outer ? node.getRight() : node.getLeft())
  if (!/^[!=]==?$/.test(operator) || reason === undefined) return undefined
  return { node, reason, negated: operator.startsWith('!') }
}

/** A variable of it goes where it is only compared; else it holds the reason in chat's words. */
function followName(context: Context, value: Value, declaration: VariableDeclaration): undefined {
  const name = declaration.getNameNode()
  const uses = Node.isIdentifier(name) ? usesInFile(name) : []
  const compared = uses.every(use => comparisonOf(dressed(use)) !== undefined)
  if (compared || declaration.getVariableStatement()?.isExported()) return bindTo(context, value, declaration)
  for (const use of uses) requireWord(comparisonOf(dressed(use))?.reason)
  writeReason(context, value, dressed(value.node))
}

/** `finish_reason ?? 'stop'`: there always is one. */
function withDefault(outer: Node): Node {
  const parent = outer.getParent()
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== outer) return outer
  return /^(\?\?|\|\|)$/.test(parent.getOperatorToken().getText()) ? dressed(parent) : outer
}

/** The reasons that are ever written. */
function requireWord(reason: string | undefined): undefined {
  if (reason !== undefined && !['stop', 'length', 'content_filter', 'tool_calls'].includes(reason)) {
    throw new LeftAlone('result-lost', 'finish_reason')
  }
}

/** The reason in chat's words, for code that hands it on. */
function writeReason(context: Context, value: Value, read: Node): undefined {
  if (value.optional) throw new LeftAlone('result-lost', 'finish_reason')
  const outer = withDefault(read)
  const parent = outer.getParent()
  if (Node.isSwitchStatement(parent)) {
    for (const clause of parent.getClauses()) {
      if (Node.isCaseClause(clause)) requireWord(literalText(clause.getExpression()) ?? 'unknown')
    }
  } else if (Node.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.getOperatorToken().getText())) {
    throw new LeftAlone('result-lost', 'finish_reason')
  }
  const quote = quoteOf(outer)
  const word = (text: string) => quoted(text, quote)
  const whole = repeatable(value)
  const call = `item => item.type === ${word('function_call')}`
  const pieces = [
    whole,
    `.incomplete_details?.reason === ${word('content_filter')} ? ${word('content_filter')} : `,
    whole,
    `.incomplete_details ? ${word('length')} : `,
    ...(context.tools ? [whole, `.output.some(${call}) ? ${word('tool_calls')} : `] : []),
    word('stop'),
  ]
  const shorthand = Node.isShorthandPropertyAssignment(parent) ? [`${outer.getText()}: `] : []
  context.draft.replace(outer, ...shorthand, ...(isLoose(parent, outer) ? pieces : ['(', ...pieces, ')']))
}

function condition(context: Context, value: Value, reason: string, negated: boolean, quote: string, node: Node) {
  const origin = reason === 'stop' && context.tools ? repeatable(value) : wholeOf(value)
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
