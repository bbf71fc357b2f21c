// A promise of a result: awaited, given a callback, gathered with others, or given a time limit.
import { Node } from '../../morph.ts'
import { declarationOf, usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { functionOf, nameOf } from '../functions.ts'
import { bare, dressed } from '../syntax.ts'
import { retypePart } from '../types.ts'
import { follow } from './follow.ts'
import { followCombined } from './several.ts'
import { givesSame } from './sources.ts'
import type { Value } from './value.ts'
import { followVariable } from './variables.ts'

/** Whether the promise is awaited or has a callback. */
export function followPromise(context: Context, value: Value, outer: Node, parent: Node | undefined): boolean {
  if (Node.isAwaitExpression(parent)) {
    follow(context, { ...value, kind: value.brings ?? 'completion', node: parent, origin: parent })
    return true
  }
  if (followAll(context, value, outer) || followRace(context, value, outer)) return true
  if (followAlike(context, value, outer)) return true
  if (!Node.isPropertyAccessExpression(parent) || parent.getExpression() !== outer) return false
  const call = parent.getParent()
  if (!Node.isCallExpression(call)) return false
  if (parent.getName() === 'then') followThen(context, value, call)
  else if (parent.getName() === 'withResponse') followWithResponse(context, value, call)
  else if (parent.getName() !== 'catch' && parent.getName() !== 'finally') return false
  // What `then` gives is the callback's own affair; what `catch` gives may be the result.
  else follow(context, { ...value, node: call, origin: call })
  return true
}

/** `const { data, response } = await client.….create(…).withResponse()`. */
function followWithResponse(context: Context, value: Value, call: Node): undefined {
  const awaited = call.getParent()
  const declaration = Node.isAwaitExpression(awaited) ? dressed(awaited).getParent() : undefined
  const pattern = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isObjectBindingPattern(pattern)) throw new LeftAlone('result-unknown', '.withResponse')
  const kind = value.brings ?? 'completion'
  for (const element of pattern.getElements()) {
    const member = element.getPropertyNameNode()?.getText() ?? element.getName()
    const name = element.getNameNode()
    if (member !== 'data') continue
    if (!Node.isIdentifier(name)) throw new LeftAlone('result-unknown', '.withResponse')
    followVariable(context, { ...value, kind }, name)
  }
}

/** `Promise.all([…, …])` of nothing but calls. */
function followAlike(context: Context, value: Value, outer: Node): boolean {
  const list = outer.getParent()
  if (!Node.isArrayLiteralExpression(list) || (value.brings ?? 'completion') !== 'completion') return false
  if (!list.getElements().every(each => givesSame(context, each, value))) return false
  return followCombined(context, list)
}

/** `const [a, b] = await Promise.all([…, …])`. */
function followAll(context: Context, value: Value, outer: Node): boolean {
  const list = outer.getParent()
  const call = list?.getParent()
  if (!Node.isArrayLiteralExpression(list) || !Node.isCallExpression(call)) return false
  const awaited = call.getParent()
  if (call.getExpression().getText() !== 'Promise.all' || !Node.isAwaitExpression(awaited)) return false
  const declaration = awaited.getParent()
  const pattern = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isArrayBindingPattern(pattern)) return false
  const element = pattern.getElements()[list.getElements().findIndex(each => each.getPos() === outer.getPos())]
  if (element === undefined || Node.isOmittedExpression(element)) return true
  const name = element.getNameNode()
  if (!Node.isIdentifier(name)) throw new LeftAlone('result-unknown', 'a destructured result')
  followVariable(context, { ...value, kind: value.brings ?? 'completion' }, name)
  return true
}

/** `Promise.race([answer, new Promise((_, reject) => setTimeout(reject, 5000))])`: nothing else can win but an error. */
function followRace(context: Context, value: Value, outer: Node): boolean {
  const list = outer.getParent()
  const call = list?.getParent()
  if (!Node.isArrayLiteralExpression(list) || !Node.isCallExpression(call)) return false
  if (call.getExpression().getText() !== 'Promise.race') return false
  const others = list.getElements().filter(each => each.getPos() !== outer.getPos())
  if (!others.every(onlyFails)) return false
  follow(context, { ...value, node: call, origin: call })
  return true
}

/** A promise that is never given a value. */
function onlyFails(node: Node): boolean {
  const declaration = Node.isIdentifier(node) ? declarationOf(node) : undefined
  const promise = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : bare(node)
  if (!Node.isNewExpression(promise) || promise.getExpression().getText() !== 'Promise') return false
  const executor = promise.getArguments()[0]
  const made = executor && functionOf(executor)
  const [resolve] = Node.isParametered(made) ? made.getParameters() : []
  const name = resolve?.getNameNode()
  return Node.isIdentifier(name) && usesInFile(name).length === 0
}

function followThen(context: Context, value: Value, call: Node): undefined {
  const [callback] = Node.isCallExpression(call) ? call.getArguments() : []
  const declared = Node.isIdentifier(callback) ? declarationOf(callback) : undefined
  const made = callback && functionOf(declared ?? callback)
  const [parameter] = Node.isParametered(made) ? made.getParameters() : []
  const name = parameter?.getNameNode()
  if (!Node.isParametered(made) || (declared && !isUsedOnce(made))) throw new LeftAlone('result-unknown', '.then')
  retypePart(context, parameter?.getTypeNode())
  const kind = value.brings ?? 'completion'
  if (Node.isIdentifier(name)) {
    followVariable(context, { kind, node: name, origin: name, optional: false }, name)
    if (declared) context.draft.shared.add(declared)
  } else if (name) throw new LeftAlone('result-unknown', '.then')
}

/** A named function that is nothing but the callback here. */
function isUsedOnce(made: Node): boolean {
  const name = nameOf(made)
  if (Node.isExportable(made) && made.isExported()) return false
  return Node.isIdentifier(name) && name.findReferencesAsNodes().filter(use => use !== name).length === 1
}
