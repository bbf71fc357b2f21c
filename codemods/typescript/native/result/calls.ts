// `message.tool_calls`: the items of the output that are calls.
import type { BinaryExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone, type Piece } from '../draft.ts'
import { functionOf } from '../functions.ts'
import { quoted } from '../print.ts'
import { dressed, memberName, quoteOf } from '../syntax.ts'
import { retype } from '../types.ts'
import { followCall, followName, rewriteCall } from './call.ts'
import { foldQuestion } from './folded.ts'
import { isLogged, noteShape } from './logged.ts'
import { followOnward } from './onward.ts'
import { sendBack } from './turn.ts'
import { isCondition, type Value, wholeOf } from './value.ts'
import { followVariable } from './variables.ts'

/** Methods whose callback is given a call. */
const visiting: ReadonlySet<string> = new Set(['map', 'forEach', 'filter', 'find', 'some', 'every', 'flatMap'])

const isCall = (quote: string) => `item.type === ${quoted('function_call', quote)}`

/** The calls of an answer as a list; a callback that narrows does so in every version of TypeScript this way. */
function listOf(value: Value, quote: string): Piece[] {
  return [wholeOf(value), `.output.flatMap(item => (${isCall(quote)} ? [item] : []))`]
}

/** `value.kind` is `calls` for the member of a message, `callList` for a variable that is a list of calls already. */
export function rewriteCalls(context: Context, value: Value): undefined {
  const asserted = value.node.getParent()
  const node = Node.isNonNullExpression(asserted) ? asserted : value.node
  const outer = dressed(node)
  const quote = quoteOf(outer)
  if (isCondition(outer)) return rewriteQuestion(context, value, outer, node, quote)
  if (isCounted(outer)) {
    const counted = outer.getParentOrThrow()
    if (value.kind === 'callList') return
    const whole = isCondition(counted) || isPositive(counted) ? (isPositive(counted) ?? counted) : undefined
    if (whole && foldQuestion(context, whole)) return
    if (whole) return void context.draft.replace(whole, wholeOf(value), `.output.some(item => ${isCall(quote)})`)
  }
  const list = withoutDefault(outer)
  if (value.kind === 'calls') {
    if (answersAsMember(context, value, outer)) return
    context.draft.replace(list ?? node, ...listOf(value, quote))
  }
  followListOfCalls(context, list ?? outer)
}

/** `message.function_call`, which is the first call, and has a name and arguments as a call has. */
export function rewriteOnlyCall(context: Context, value: Value): undefined {
  const asserted = value.node.getParent()
  const node = Node.isNonNullExpression(asserted) ? asserted : value.node
  const outer = dressed(node)
  const quote = quoteOf(outer)
  if (isCondition(outer)) {
    context.draft.replace(node, wholeOf(value), `.output.some(item => ${isCall(quote)})`)
    return
  }
  const parent = outer.getParent()
  const reads = Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer
  const asks = reads && !parent.hasQuestionDotToken() && context.typed ? '!' : ''
  context.draft.replace(node, ...listOf(value, quote), `[0]${asks}`)
  rewriteCall(context, { kind: 'function', node, origin: node, optional: false })
}

/** `calls ?? []`, whose default is never needed. */
function withoutDefault(outer: Node): Node | undefined {
  const parent = outer.getParent()
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== outer) return undefined
  return /^(\?\?|\|\|)$/.test(parent.getOperatorToken().getText()) && parent.getRight().getText() === '[]'
    ? parent
    : undefined
}

function isCounted(outer: Node): boolean {
  const parent = outer.getParent()
  return Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer && parent.getName() === 'length'
}

/** `calls.length > 0`. */
function isPositive(count: Node): Node | undefined {
  const parent = count.getParent()
  return Node.isBinaryExpression(parent) && /(> 0|>= 1|!==? 0)$/.test(parent.getText()) ? parent : undefined
}

function rewriteQuestion(context: Context, value: Value, outer: Node, node: Node, quote: string): undefined {
  const parent = outer.getParent()
  const list = value.kind === 'callList'
  if (!list && foldQuestion(context, outer)) return
  const question: Piece[] = list ? [] : [wholeOf(value), `.output.some(item => ${isCall(quote)})`]
  // `calls && calls.length > 0` is one question.
  if (Node.isBinaryExpression(parent) && parent.getLeft() === outer) {
    const next = parent.getRight().getText().replaceAll('?', '')
    if (next.startsWith(`${outer.getText().replaceAll('?', '')}.length`)) {
      if (list) context.draft.change(parent.getSourceFile(), outer.getStart(), parent.getRight().getStart())
      else context.draft.replace(parent, ...question)
      return
    }
  }
  // `!calls || calls.length === 0`, too.
  const either = isNegated(outer) ? parent?.getParent() : undefined
  if (Node.isBinaryExpression(either) && asksAgain(either, outer)) {
    if (list) context.draft.change(either.getSourceFile(), either.getStart(), either.getRight().getStart())
    else context.draft.replace(either, '!', ...question)
    return
  }
  if (list) context.draft.insert(node.getSourceFile(), node.getEnd(), '.length > 0'.slice(0, isNegated(outer) ? 7 : 11))
  else context.draft.replace(node, ...question)
}

/** Whether what follows a `!calls ||` asks for their number in vain, too. */
function asksAgain(either: BinaryExpression, calls: Node): boolean {
  if (either.getOperatorToken().getText() !== '||' || !either.getLeft().containsRange(calls.getPos(), calls.getEnd()))
    return false
  const [again, name] = [either.getRight().getText(), calls.getText()].map(text => text.replaceAll('?', ''))
  return again === `${name}.length === 0` || again === `!${name}.length`
}

const isNegated = (node: Node) => Node.isPrefixUnaryExpression(node.getParent())

/** `{ role: 'assistant', content, tool_calls: calls }`, which says the answer again. */
function answersAsMember(context: Context, value: Value, outer: Node): boolean {
  const property = outer.getParent()
  const message = property?.getParent()
  if (!Node.isPropertyAssignment(property) || memberName(property) !== 'tool_calls') return false
  if (!Node.isObjectLiteralExpression(message)) return false
  sendBack(context, value, message, message)
  return true
}

/** An expression that is a list of calls, as it will be. */
function followListOfCalls(context: Context, list: Node): undefined {
  const outer = dressed(list)
  const parent = outer.getParent()
  if (Node.isForOfStatement(parent)) {
    const initializer = parent.getInitializer()
    const [declaration] = Node.isVariableDeclarationList(initializer) ? initializer.getDeclarations() : []
    return followName(context, declaration?.getNameNode())
  }
  if (Node.isElementAccessExpression(parent) && parent.getExpression() === outer) {
    const token = parent.getQuestionDotTokenNode()
    if (token) context.draft.replace(token)
    return followCall(context, parent)
  }
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    const token = parent.getQuestionDotTokenNode()
    if (token) context.draft.replace(token, '.')
    const call = parent.getParent()
    if (parent.getName() === 'length') return
    if (Node.isCallExpression(call) && parent.getName() === 'filter' && call.getArguments()[0]?.getText() === 'Boolean')
      return followListOfCalls(context, call)
    if (Node.isCallExpression(call) && visiting.has(parent.getName())) {
      const callback = call.getArguments()[0]
      const made = callback && functionOf(callback)
      const parameter = Node.isParametered(made) ? made.getParameters()[0] : undefined
      retype(context, parameter?.getTypeNode())
      if (parent.getName() === 'find') followCall(context, call)
      if (parent.getName() === 'filter') followListOfCalls(context, call)
      return followName(context, parameter?.getNameNode())
    }
  }
  if (Node.isVariableDeclaration(parent)) {
    retype(context, parent.getTypeNode())
    const name = parent.getNameNode()
    if (Node.isIdentifier(name)) {
      return followVariable(context, { kind: 'callList', node: name, origin: name, optional: false }, name)
    }
  }
  if (isLogged(outer)) return noteShape(context)
  const value: Value = { kind: 'callList', node: list, origin: list, optional: false }
  if (!followOnward(context, value, outer)) throw new LeftAlone('result-unknown', 'tool_calls')
}
