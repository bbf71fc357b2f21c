// A stream of chunks, which is a stream of events: text comes in `response.output_text.delta`, the rest in the last one.

import { usage } from '../../../../src/atlas/usage.ts'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone, type Piece } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText, quoteOf } from '../syntax.ts'
import { retype } from '../types.ts'
import { rewriteHelperMember } from './helper.ts'
import { counterName } from './usage.ts'
import { isCondition, type Kind, type Value, wholeOf } from './value.ts'
import { bindTo, followVariable, removeStatement } from './variables.ts'
import { followWhole } from './whole.ts'

export function rewriteStream(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (Node.isForOfStatement(parent) && parent.getExpression() === outer) {
    const list = parent.getInitializer()
    const [declaration] = Node.isVariableDeclarationList(list) ? list.getDeclarations() : []
    const name = declaration?.getNameNode()
    if (!Node.isIdentifier(name)) throw new LeftAlone('result-unknown', 'a destructured chunk')
    retype(context, declaration?.getTypeNode())
    return followVariable(context, { kind: 'chunk', node: name, origin: name, optional: false }, name)
  }
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    return rewriteHelperMember(context, value, parent)
  }
  if (isCondition(outer)) return
  followWhole(context, value)
}

/** The events that bring a piece of a text, and of the arguments of a call. */
const deltaEvents: Partial<Record<Kind, string>> = {
  deltaContent: 'response.output_text.delta',
  deltaArguments: 'response.function_call_arguments.delta',
}

/** `chunk.choices[0]?.delta?.content`. */
export function rewriteDelta(context: Context, value: Value): undefined {
  const asserted = value.node.getParent()
  const node = Node.isNonNullExpression(asserted) ? asserted : value.node
  const outer = dressed(node)
  const chunk = wholeOf(value)
  const parent = outer.getParent()
  const test: Piece[] = [chunk, `.type === ${quoted(deltaEvents[value.kind] ?? '', quoteOf(node))}`]
  if (isCondition(outer)) {
    context.tests.set(outer, value.kind)
    return write(context, node, [...test, ' && ', chunk, '.delta'])
  }
  if (narrowed(context, node, value)) return write(context, node, [chunk, '.delta'])
  const fallback = defaultOf(outer)
  if (Node.isVariableDeclaration(parent) || !fallback) {
    return write(context, node, [...test, ' ? ', chunk, '.delta : undefined'])
  }
  const empty = literalText(fallback.value) === ''
  const whole = fallback.node
  const statement = empty ? loneStatement(whole) : undefined
  if (statement === undefined) {
    if (!empty) return write(context, node, [...test, ' ? ', chunk, '.delta : undefined'])
    return write(context, whole, [...test, ' ? ', chunk, `.delta : ${fallback.value.getText()}`])
  }
  context.draft.insert(statement.getSourceFile(), statement.getStart(), 'if (', ...test, ') ')
  context.draft.replace(whole, chunk, '.delta')
}

/** `x || ''` or `x ?? ''` around an expression. */
function defaultOf(outer: Node): { node: Node; value: Node } | undefined {
  const parent = outer.getParent()
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== outer) return undefined
  const operator = parent.getOperatorToken().getText()
  return operator === '||' || operator === '??' ? { node: parent, value: parent.getRight() } : undefined
}

/** The statement that does nothing but hand on this text: `process.stdout.write(x)`, `text += x`, `yield x`. */
function loneStatement(node: Node): Node | undefined {
  const parent = dressed(node).getParent()
  const handsOn =
    (Node.isCallExpression(parent) && parent.getArguments().length === 1) ||
    (Node.isBinaryExpression(parent) && parent.getOperatorToken().getText() === '+=') ||
    Node.isYieldExpression(parent)
  const statement = handsOn ? parent?.getParent() : undefined
  if (!Node.isExpressionStatement(statement)) return undefined
  const body = statement.getParent()
  const loop = Node.isBlock(body) && body.getStatements().length === 1 ? body.getParent() : body
  return Node.isForOfStatement(loop) ? statement : undefined
}

/** Writes a condition or a choice, in parentheses where its neighbours bind tighter. */
function write(context: Context, node: Node, pieces: Piece[]): undefined {
  const parent = node.getParent()
  const tight =
    Node.isPrefixUnaryExpression(parent) ||
    Node.isPropertyAccessExpression(parent) ||
    Node.isElementAccessExpression(parent) ||
    (Node.isBinaryExpression(parent) && !/^\+?=$/.test(parent.getOperatorToken().getText())) ||
    (Node.isConditionalExpression(parent) && parent.getCondition() === node)
  const shorthand = Node.isShorthandPropertyAssignment(parent) ? [`${node.getText()}: `] : []
  context.draft.replace(node, ...shorthand, ...(tight ? ['(', ...pieces, ')'] : pieces))
}

/** Whether a condition that is asked before has told already that this chunk has that part. */
function narrowed(context: Context, node: Node, value: Value): boolean {
  if (value.kind in deltaEvents && defaultOf(dressed(node))) return false
  for (let child: Node = node, parent = node.getParent(); parent; child = parent, parent = parent.getParent()) {
    const holds =
      (Node.isIfStatement(parent) && parent.getThenStatement() === child && parent.getExpression()) ||
      (Node.isConditionalExpression(parent) && parent.getWhenTrue() === child && parent.getCondition()) ||
      (Node.isBinaryExpression(parent) &&
        parent.getRight() === child &&
        parent.getOperatorToken().getText() === '&&' &&
        parent.getLeft())
    if (holds && conjuncts(holds).some(each => context.tests.get(each) === value.kind)) return true
    if (Node.isFunctionLikeDeclaration(parent)) return false
  }
  return false
}

function conjuncts(condition: Node): Node[] {
  const inner = Node.isParenthesizedExpression(condition) ? condition.getExpression() : condition
  if (Node.isBinaryExpression(inner) && inner.getOperatorToken().getText() === '&&') {
    return [...conjuncts(inner.getLeft()), ...conjuncts(inner.getRight())]
  }
  return [condition, inner]
}

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
  if (!Node.isBinaryExpression(parent)) throw new LeftAlone('result-lost', 'finish_reason')
  const operator = parent.getOperatorToken().getText()
  const reason = literalText(parent.getLeft() === outer ? parent.getRight() : parent.getLeft())
  if (!/^===?$/.test(operator) || reason === undefined) throw new LeftAlone('result-lost', 'finish_reason')
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
    const name = counterName(usage, parent.getName())
    if (name === undefined || name.endsWith('_details')) throw new LeftAlone('result-lost', `usage.${parent.getName()}`)
    if (narrowed(context, parent, value)) return write(context, parent, [chunk, `.response.usage.${name}`])
    return write(context, parent, [...test, ' ? ', chunk, `.response.usage?.${name} : undefined`])
  }
  throw new LeftAlone('result-unknown', 'the usage of a chunk')
}

/** `if (!chunk.choices.length) continue`: what follows is only done for events that have something, anyway. */
export function dropGuard(context: Context, outer: Node): boolean {
  let node: Node | undefined = outer.getParent()
  while (node && (Node.isPrefixUnaryExpression(node) || Node.isBinaryExpression(node))) node = node.getParent()
  if (!Node.isIfStatement(node) || node.getElseStatement()) return false
  const then = node.getThenStatement()
  const [only, ...others] = Node.isBlock(then) ? then.getStatements() : [then]
  if (!Node.isContinueStatement(only) || others.length > 0) return false
  removeStatement(context, node)
  return true
}
