// A result of which only the running program knows whether it is a stream: what is read of it tells, place by place.
import type { TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { dressed, literalText } from '../syntax.ts'
import { followAs } from './follow.ts'
import { memberOf } from './members.ts'
import { isCondition, type Value } from './value.ts'
import { followWhole } from './whole.ts'

/** The same value where a type says which of the two it is. */
export function narrowedBy(value: Value, type: TypeNode | undefined): Value {
  if (value.kind !== 'either' || type === undefined) return value
  const stream = /Stream|AsyncIterable|AsyncGenerator|Chunk/.test(type.getText())
  const completion = /ChatCompletion(?!Chunk)\b/.test(type.getText())
  if (stream === completion) return value
  return { ...value, kind: stream ? 'stream' : 'completion' }
}

export function rewriteEither(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  const known = castsOf(value.node, outer).reduce<Value>((told, type) => narrowedBy(told, type), value)
  if (known.kind !== 'either') return followAs(context, known)
  if (Node.isForOfStatement(parent)) return followAs(context, { ...value, kind: 'stream' })
  const reads = Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent)
  if (reads && parent.getExpression() === outer) {
    const name = Node.isPropertyAccessExpression(parent)
      ? parent.getName()
      : literalText(parent.getArgumentExpression())
    const kind = memberOf('completion', name ?? '') === undefined ? 'stream' : 'completion'
    return followAs(context, { ...value, kind })
  }
  if (Node.isVariableDeclaration(parent) && !Node.isIdentifier(parent.getNameNode())) {
    return followAs(context, { ...value, kind: 'completion' })
  }
  if (isCondition(outer) || isQuestion(context, parent, outer)) return
  followWhole(context, value)
}

function castsOf(node: Node, outer: Node): TypeNode[] {
  const types: TypeNode[] = []
  for (let each: Node | undefined = node; each && each !== outer; ) {
    each = each.getParent()
    const type = Node.isAsExpression(each) || Node.isSatisfiesExpression(each) ? each.getTypeNode() : undefined
    if (type) types.push(type)
  }
  return types
}

/** `x instanceof Stream`, `Symbol.asyncIterator in x`, `'choices' in x`. */
export function isQuestion(context: Context, parent: Node | undefined, outer: Node): boolean {
  if (!Node.isBinaryExpression(parent)) return false
  const operator = parent.getOperatorToken().getText()
  if (operator === 'instanceof') return parent.getLeft() === outer
  if (operator !== 'in' || parent.getRight() !== outer) return false
  const asked = parent.getLeft()
  const name = literalText(asked)
  if (name === undefined) return /^Symbol\.\w+$/.test(asked.getText())
  if (name === 'controller') return true
  if (name !== 'choices') throw new LeftAlone('result-unknown', 'a stream or not')
  context.draft.replace(asked, quoted('output', asked.getText().charAt(0)))
  return true
}
