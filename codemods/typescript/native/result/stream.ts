// A stream of chunks, which is a stream of events: text comes in `response.output_text.delta`, the rest in the last one.

import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone, type Piece } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText, quoteOf } from '../syntax.ts'
import { retypePart } from '../types.ts'
import { requireAsked } from './asked.ts'
import { followChunkPattern } from './destructure.ts'
import { rewriteHelperMember } from './helper.ts'
import { isCondition, type Kind, type Value, wholeOf } from './value.ts'
import { followVariable, removeStatement } from './variables.ts'
import { followWhole } from './whole.ts'

export function rewriteStream(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (Node.isForOfStatement(parent) && parent.getExpression() === outer) {
    const list = parent.getInitializer()
    const [declaration] = Node.isVariableDeclarationList(list) ? list.getDeclarations() : []
    const name = declaration?.getNameNode()
    if (declaration && Node.isObjectBindingPattern(name)) return followChunkPattern(context, declaration)
    if (!Node.isIdentifier(name)) throw new LeftAlone('result-unknown', 'a destructured chunk')
    retypePart(context, declaration?.getTypeNode())
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
  deltaRefusal: 'response.refusal.delta',
  deltaArguments: 'response.function_call_arguments.delta',
}

/** `chunk.choices[0]?.delta?.content`. */
export function rewriteDelta(context: Context, value: Value): undefined {
  const asserted = value.node.getParent()
  const node = Node.isNonNullExpression(asserted) ? asserted : value.node
  const outer = dressed(node)
  const chunk = wholeOf(value)
  const test: Piece[] = [chunk, `.type === ${quoted(deltaEvents[value.kind] ?? '', quoteOf(node))}`]
  if (isCondition(outer)) {
    context.tests.set(outer, value.kind)
    return write(context, node, [...test, ' && ', chunk, '.delta'])
  }
  if (narrowed(context, node, value)) return write(context, node, [chunk, '.delta'])
  const fallback = defaultOf(outer)
  if (fallback === undefined || literalText(fallback.value) !== '') {
    requireAsked(outer)
    return write(context, node, [...test, ' ? ', chunk, '.delta : undefined'])
  }
  const whole = fallback.node
  const statement = loneStatement(whole)
  if (statement === undefined)
    return write(context, whole, [...test, ' ? ', chunk, `.delta : ${fallback.value.getText()}`])
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
export function write(context: Context, node: Node, pieces: Piece[]): undefined {
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
export function narrowed(context: Context, node: Node, value: Value): boolean {
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
