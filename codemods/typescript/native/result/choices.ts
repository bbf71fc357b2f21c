// The list of choices: chat always gives one, so asking whether it is there asks whether anything came.
import type { ParameterDeclaration, VariableDeclaration } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { functionOf } from '../functions.ts'
import { belongsToGathering } from '../gathered/index.ts'
import { dressed } from '../syntax.ts'
import { writeConstant } from './constant.ts'
import { follow } from './follow.ts'
import { isLogged } from './logged.ts'
import { dropGuard } from './stream.ts'
import { isCondition, rewriteAs, type Value, wholeOf } from './value.ts'
import { followVariable } from './variables.ts'

const visiting: ReadonlySet<string> = new Set(['map', 'forEach', 'flatMap', 'some', 'every'])

/** `choices.<name>`; `value.node` is the access. */
export function rewriteChoices(context: Context, value: Value, name: string): undefined {
  const { node } = value
  const outer = dressed(node)
  const parent = outer.getParent()
  if (name === 'at' && Node.isCallExpression(parent) && parent.getArguments()[0]?.getText() === '0') {
    const kind = value.kind === 'choices' ? 'choice' : 'chunkChoice'
    return follow(context, { ...value, kind, node: parent })
  }
  if (value.kind === 'choices' && Node.isCallExpression(parent) && visiting.has(name)) {
    return visitOnly(context, value, node, parent)
  }
  if (value.kind === 'chunkChoices' && name === 'length' && dropGuard(context, outer)) return
  if (value.kind === 'choices' && name === 'length') return rewriteCount(context, value, outer)
  throw new LeftAlone('result-unknown', `choices.${name}`)
}

/** `choices.length`: chat gives one choice, and asking whether there is one asks whether anything came. */
function rewriteCount(context: Context, value: Value, outer: Node): undefined {
  const parent = outer.getParent()
  const compared = Node.isBinaryExpression(parent) && parent.getLeft() === outer ? parent : undefined
  const asks =
    compared && /^(===? 0|!==? 0|> 0|< 1|<= 0|>= 1)$/.test(compared.getText().slice(outer.getText().length + 1))
  if (isCondition(outer) || asks) return rewriteAs(context, value, value.node, 'output.length')
  const counted = withoutDefault(outer)
  if (Node.isBinaryExpression(counted.getParent()) && !isLogged(counted)) {
    throw new LeftAlone('result-unknown', 'choices.length')
  }
  writeConstant(context, counted, 1)
}

/** `choices?.length || 0`: there always is one. */
function withoutDefault(count: Node): Node {
  const parent = count.getParent()
  const defaults = Node.isBinaryExpression(parent) && /^(\?\?|\|\|)$/.test(parent.getOperatorToken().getText())
  return defaults && parent.getLeft() === count ? dressed(parent) : count
}

/** `choices.map(choice => …)`: there is one choice, and it is the response. */
function visitOnly(context: Context, value: Value, access: Node, call: Node): undefined {
  const callback = Node.isCallExpression(call) ? call.getArguments()[0] : undefined
  const made = callback && functionOf(callback)
  const [parameter] = Node.isParametered(made) ? made.getParameters() : []
  if (parameter === undefined || !Node.isPropertyAccessExpression(access)) {
    throw new LeftAlone('result-unknown', 'choices.map')
  }
  context.draft.replace(access.getExpression(), '[', wholeOf(value), ']')
  const token = access.getQuestionDotTokenNode()
  if (token) context.draft.replace(token, '.')
  followChoice(context, value, parameter)
}

/** A variable that is given each choice in turn. */
function followChoice(context: Context, value: Value, holder: ParameterDeclaration | VariableDeclaration): undefined {
  const name = holder.getNameNode()
  if (Node.isIdentifier(name)) {
    return followVariable(context, { ...value, kind: 'choice', node: name, origin: name, optional: false }, name)
  }
  throw new LeftAlone('result-unknown', 'a destructured choice')
}

/** `for (const choice of completion.choices)`. */
export function visitChoices(context: Context, value: Value, outer: Node): boolean {
  const loop = outer.getParent()
  if (value.kind !== 'choices' || !Node.isForOfStatement(loop) || loop.getExpression() !== outer) return false
  const list = loop.getInitializer()
  const [declaration] = Node.isVariableDeclarationList(list) ? list.getDeclarations() : []
  if (declaration === undefined) return false
  context.draft.replace(outer, '[', wholeOf(value), ']')
  followChoice(context, value, declaration)
  return true
}

/** `if (completion.choices && completion.choices[0])`. */
export function rewriteGuard(context: Context, value: Value, outer: Node): boolean {
  if (!isCondition(outer)) return false
  if (value.kind === 'completion' || value.kind === 'chunk' || belongsToGathering(outer)) return true
  if (value.kind === 'choices' || value.kind === 'choice' || value.kind === 'message') {
    rewriteAs(context, value, value.node, value.kind === 'choices' ? 'output' : firstItem(context, value))
    return true
  }
  return dropGuard(context, outer)
}

/** An error in plain JSON has no output at all. */
const firstItem = ({ site }: Context, { optional }: Value): string =>
  site.method === 'http' && optional ? 'output?.[0]' : 'output[0]'
