// Which calls an object literal is (a part of) the request of: written there, spread into it, or kept in a variable first.

import { Node } from '../morph.ts'
import type { CallSite } from '../site.ts'
import { assignedTo, declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { callersOf, enclosingFunction, functionOf } from './functions.ts'
import { dressed } from './syntax.ts'

/** How many names a request may go through. */
const reach = 6

/** Every call whose request holds this object; they move along. */
export function ownersOf(context: Context, object: Node, depth = 0): Set<CallSite> {
  const owners = new Set<CallSite>()
  if (depth > reach) return owners
  const outer = dressed(object)
  const parent = outer.getParent()
  const add = (more: Iterable<CallSite>) => {
    for (const site of more) owners.add(site)
  }
  const site = parent && context.sites.get(parent)
  if (site?.request === outer) owners.add(site)
  else if (Node.isSpreadAssignment(parent)) add(ownersOf(context, parent.getParent(), depth + 1))
  else if (Node.isConditionalExpression(parent) || Node.isBinaryExpression(parent)) {
    const assigned = Node.isBinaryExpression(parent) ? assignedTo(parent.getLeft()) : undefined
    if (assigned?.value === outer && Node.isBinaryExpression(parent)) {
      add(ownersOfName(context, parent.getLeft(), depth))
    } else add(ownersOf(context, parent, depth + 1))
  } else if (Node.isVariableDeclaration(parent) || Node.isPropertyDeclaration(parent)) {
    add(ownersOfName(context, parent.getNameNode(), depth))
  } else if (Node.isReturnStatement(parent) || Node.isArrowFunction(parent)) {
    const made = Node.isArrowFunction(parent) ? parent : enclosingFunction(parent)
    for (const call of (made && callersOf(made)) ?? []) add(ownersOf(context, call, depth + 1))
  } else if (Node.isCallExpression(parent)) {
    const parameter = parameterOf(parent, outer)
    if (parameter) add(ownersOfName(context, parameter, depth))
  }
  return owners
}

/** The calls that are given what a name stands for. */
export function ownersOfName(context: Context, name: Node, depth = 0): Set<CallSite> {
  const declared = Node.isPropertyAccessExpression(name) ? name.getNameNode() : name
  if (!Node.isIdentifier(declared)) return new Set()
  return new Set(
    declared.findReferencesAsNodes().flatMap(use => {
      const parent = use.getParent()
      const whole = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? parent : use
      return assignedTo(whole) ? [] : [...ownersOfUse(context, whole, depth + 1)]
    }),
  )
}

function ownersOfUse(context: Context, use: Node, depth: number): Set<CallSite> {
  const parent = dressed(use).getParent()
  const named = Node.isVariableDeclaration(parent) && parent.getNameNode() === use
  const member = Node.isPropertyAccessExpression(parent)
  return named || member ? new Set() : ownersOf(context, use, depth)
}

/** The parameter of a function of this project that takes an argument. */
export function parameterOf(call: Node, argument: Node): Node | undefined {
  if (!Node.isCallExpression(call)) return undefined
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  const declaration = Node.isIdentifier(name) ? declarationOf(name) : undefined
  const made = declaration && functionOf(declaration)
  const parameters = Node.isParametered(made) ? made.getParameters() : []
  const parameter = parameters[call.getArguments().findIndex(each => each.getPos() === argument.getPos())]
  const local = parameter?.getNameNode()
  return Node.isIdentifier(local) ? local : undefined
}
