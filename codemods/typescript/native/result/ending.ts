// What the last event of a stream says: why the answer ended, and what it cost.
import { usage as counters } from '../../../../src/atlas/usage.ts'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone, type Piece } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText, quoteOf } from '../syntax.ts'
import { attempted } from './attempt.ts'
import { followOnward } from './onward.ts'
import { narrowed, write } from './stream.ts'
import { counterName } from './usage.ts'
import { isCondition, type Value, wholeOf } from './value.ts'
import { bindTo } from './variables.ts'

/** The events that end an answer, as a condition. */
function ended(chunk: Piece, quote: string): Piece[] {
  const completed = quoted('response.completed', quote)
  const incomplete = quoted('response.incomplete', quote)
  return [chunk, `.type === ${completed} || `, chunk, `.type === ${incomplete}`]
}

export function rewriteChunkFinish(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  const quote = quoteOf(outer)
  const chunk = wholeOf(value)
  if (Node.isVariableDeclaration(parent)) return bindTo(context, value, parent)
  if (isCondition(outer)) return write(context, value.node, ['(', ...ended(chunk, quote), ')'])
  const operator = Node.isBinaryExpression(parent) ? parent.getOperatorToken().getText() : ''
  const reason = Node.isBinaryExpression(parent)
    ? literalText(parent.getLeft() === outer ? parent.getRight() : parent.getLeft())
    : undefined
  if (parent === undefined || !/^===?$/.test(operator) || reason === undefined) {
    return writeReasonOfChunk(context, value, outer)
  }
  const completed: Piece[] = [chunk, `.type === ${quoted('response.completed', quote)}`]
  const calls: Piece[] = [chunk, `.response.output.some(item => item.type === ${quoted('function_call', quote)})`]
  if (reason === 'stop') return write(context, parent, context.tools ? [...completed, ' && !', ...calls] : completed)
  if (reason === 'tool_calls') return write(context, parent, [...completed, ' && ', ...calls])
  if (reason !== 'length') throw new LeftAlone('result-lost', 'finish_reason')
  write(context, parent, [
    chunk,
    `.type === ${quoted('response.incomplete', quote)} && `,
    chunk,
    `.response.incomplete_details?.reason === ${quoted('max_output_tokens', quote)}`,
  ])
}

/** The reason in chat's words, of the last event; no other has one. */
function writeReasonOfChunk(context: Context, value: Value, outer: Node): undefined {
  const parent = outer.getParent()
  if (Node.isBinaryExpression(parent) && !/^(=|\?\?|\|\|)$/.test(parent.getOperatorToken().getText())) {
    throw new LeftAlone('result-lost', 'finish_reason')
  }
  const quote = quoteOf(outer)
  const word = (text: string) => quoted(text, quote)
  const chunk = wholeOf(value)
  const call = `item => item.type === ${word('function_call')}`
  write(context, value.node, [
    chunk,
    `.type === ${word('response.completed')} ? `,
    ...(context.tools ? [chunk, `.response.output.some(${call}) ? ${word('tool_calls')} : `] : []),
    `${word('stop')} : `,
    chunk,
    `.type === ${word('response.incomplete')} ? (`,
    chunk,
    `.response.incomplete_details?.reason === ${word('content_filter')} ? ${word('content_filter')} : ${word('length')}) : null`,
  ])
}

/** `chunk.usage`, which the last event carries. */
export function rewriteChunkUsage(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  const chunk = wholeOf(value)
  const test = ['(', ...ended(chunk, quoteOf(outer)), ')']
  if (isCondition(outer)) {
    context.tests.set(outer, value.kind)
    return write(context, value.node, [...test, ' && ', chunk, '.response.usage'])
  }
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    const name = counterName(counters, parent.getName())
    if (name === undefined || name.endsWith('_details')) throw new LeftAlone('result-lost', `usage.${parent.getName()}`)
    if (narrowed(context, parent, value)) return write(context, parent, [chunk, `.response.usage.${name}`])
    return write(context, parent, [...test, ' ? ', chunk, `.response.usage?.${name} : undefined`])
  }
  const usage: Value = { kind: 'usage', node: value.node, origin: value.node, optional: false }
  const known = narrowed(context, value.node, value)
  const pieces = known ? [chunk, '.response.usage'] : [...test, ' ? ', chunk, '.response.usage : undefined']
  if (!attempted(context, () => followOnward(context, usage, outer))) {
    throw new LeftAlone('result-unknown', 'the usage of a chunk')
  }
  write(context, value.node, pieces)
}
