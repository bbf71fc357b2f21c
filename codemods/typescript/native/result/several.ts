// Several results in one list: calls made for each element of another list, and what `Promise.all` makes of them.
import type { ParameterDeclaration } from 'ts-morph'
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { functionOf } from '../functions.ts'
import { dressed } from '../syntax.ts'
import { retypePart } from '../types.ts'
import { follow } from './follow.ts'
import { isCondition, type Kind, type Value } from './value.ts'
import { followVariable } from './variables.ts'
import { followWhole } from './whole.ts'

/** What such a list is a list of. */
const elements: Readonly<Partial<Record<Kind, Kind>>> = { several: 'completion', outcomes: 'outcome' }

/** What becomes of a list of promises. */
export const combined: Readonly<Record<string, Kind>> = { 'Promise.all': 'several', 'Promise.allSettled': 'outcomes' }

const unknown = (what: string) => new LeftAlone('result-unknown', what)

/** `items.map(item => client.….create(…))`, of whose callback this is what it gives; `false` for any other function. */
export function followMapped(context: Context, value: Value, made: Node, promised: boolean): boolean {
  const call = made.getParent()
  if (!Node.isCallExpression(call) || call.getArguments()[0] !== made) return false
  const callee = call.getExpression()
  if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== 'map') return false
  const brings = value.kind === 'promise' ? (value.brings ?? 'completion') : value.kind
  if (brings !== 'completion') return false
  const kind = promised ? 'promises' : 'several'
  follow(context, { kind, node: call, origin: call, optional: false })
  return true
}

/** `Promise.all(answers)`, where `list` is the list of promises or the literal of one. */
export function followCombined(context: Context, list: Node): boolean {
  const call = list.getParent()
  if (!Node.isCallExpression(call) || call.getArguments()[0] !== list) return false
  const brings = combined[call.getExpression().getText()]
  if (brings === undefined) return false
  follow(context, { kind: 'promise', brings, node: call, origin: call, optional: false })
  return true
}

/** A list of results, of promises of them, or of how they turned out. */
export function rewriteSeveral(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  if (value.kind === 'promises' && followCombined(context, outer)) return
  if (isCondition(outer)) return
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    return rewriteMember(context, value, parent)
  }
  const kind = elements[value.kind]
  if (kind === undefined) return followWhole(context, value)
  if (Node.isElementAccessExpression(parent) && parent.getExpression() === outer) {
    return follow(context, { kind, node: parent, origin: parent, optional: false })
  }
  if (Node.isForOfStatement(parent) && parent.getExpression() === outer) {
    const list = parent.getInitializer()
    const [declaration] = Node.isVariableDeclarationList(list) ? list.getDeclarations() : []
    return followElement(context, kind, declaration?.getNameNode())
  }
  const pattern = Node.isVariableDeclaration(parent) ? parent.getNameNode() : undefined
  if (!Node.isArrayBindingPattern(pattern)) return followWhole(context, value)
  for (const each of pattern.getElements()) {
    if (!Node.isBindingElement(each)) continue
    if (each.getInitializer() || each.getDotDotDotToken()) throw unknown('a destructured list of results')
    followElement(context, kind, each.getNameNode())
  }
}

const visiting: ReadonlySet<string> = new Set(['map', 'forEach', 'filter', 'find', 'some', 'every', 'flatMap'])

/** `results.map(result => …)`, `results.length`. */
function rewriteMember(context: Context, value: Value, access: Node): undefined {
  if (!Node.isPropertyAccessExpression(access)) return
  const name = access.getName()
  if (name === 'length') return
  const kind = elements[value.kind]
  const call = access.getParent()
  if (kind === undefined || !Node.isCallExpression(call) || call.getExpression() !== access) {
    throw unknown('a list of results')
  }
  if (name === 'entries') return followEntries(context, kind, call)
  if (name === 'at') return follow(context, { kind, node: call, origin: call, optional: false })
  const parameters = visitorOf(call)
  const [element, , list] = name === 'reduce' ? parameters.slice(1) : parameters
  if ((!visiting.has(name) && name !== 'reduce') || element === undefined || list) throw unknown('a list of results')
  const made = element.getParent()
  if (Node.isReturnTyped(made) && name === 'filter') retypePart(context, made.getReturnTypeNode())
  retypePart(context, element.getTypeNode())
  followElement(context, kind, element.getNameNode())
  if (name === 'find') follow(context, { kind, node: call, origin: call, optional: false })
  if (name === 'filter') follow(context, { ...value, node: call, origin: call })
}

/** `for (const [index, result] of results.entries())`. */
function followEntries(context: Context, kind: Kind, call: Node): undefined {
  const loop = call.getParent()
  const list = Node.isForOfStatement(loop) ? loop.getInitializer() : undefined
  const [declaration] = Node.isVariableDeclarationList(list) ? list.getDeclarations() : []
  const pattern = declaration?.getNameNode()
  const [, element] = Node.isArrayBindingPattern(pattern) ? pattern.getElements() : []
  followElement(context, kind, Node.isBindingElement(element) ? element.getNameNode() : undefined)
}

function visitorOf(call: Node): readonly ParameterDeclaration[] {
  const [callback] = Node.isCallExpression(call) ? call.getArguments() : []
  const made = callback && functionOf(callback)
  return Node.isParametered(made) ? made.getParameters() : []
}

function followElement(context: Context, kind: Kind, name: Node | undefined): undefined {
  if (!Node.isIdentifier(name)) throw unknown('a destructured list of results')
  followVariable(context, { kind, node: name, origin: name, optional: false }, name)
}

/** One of `Promise.allSettled`: `outcome.status`, `outcome.reason`, and the result itself as `outcome.value`. */
export function rewriteOutcome(context: Context, value: Value): undefined {
  const outer = dressed(value.node)
  const parent = outer.getParent()
  // `(outcome): outcome is PromiseFulfilledResult<…>`
  if (isCondition(outer) || Node.isTypePredicate(parent)) return
  if (!Node.isPropertyAccessExpression(parent) || parent.getExpression() !== outer) return followWhole(context, value)
  if (parent.getName() === 'value')
    follow(context, { kind: 'completion', node: parent, origin: parent, optional: false })
  else if (!/^(status|reason)$/.test(parent.getName())) throw unknown(`outcome.${parent.getName()}`)
}
