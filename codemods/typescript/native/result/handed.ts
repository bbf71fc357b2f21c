// A result that is handed to a function of this project, which is given nothing else.
import { Node } from '../../morph.ts'
import { declarationOf, definitionsOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { callersOf, functionOf } from '../functions.ts'
import { bare, isNullish } from '../syntax.ts'
import { retype } from '../types.ts'
import type { Value } from './value.ts'
import { followVariable } from './whole.ts'

/** Follows an argument into the function; `false` when the function or what else it is given is out of sight. */
export function followHanded(context: Context, value: Value, argument: Node): boolean {
  const call = argument.getParent()
  if (!Node.isCallExpression(call)) return false
  const index = call.getArguments().findIndex(each => each.getPos() === argument.getPos())
  const callee = call.getExpression()
  const declaration = declarationOf(Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee)
  const made = declaration && functionOf(declaration)
  const parameter = Node.isParametered(made) ? made.getParameters()[index] : undefined
  const name = parameter?.getNameNode()
  const callers = made && callersOf(made)
  if (parameter === undefined || !Node.isIdentifier(name) || callers === undefined) return false
  for (const other of callers) {
    const given = Node.isCallExpression(other) ? other.getArguments()[index] : undefined
    if (other !== call && (given === undefined || !isResult(context, given))) return false
  }
  context.draft.shared.add(parameter)
  retype(context, parameter.getTypeNode())
  followVariable(context, value, name)
  return true
}

/** Whether an expression is the result of a site, which then moves together with this one. */
export function isResult(context: Context, source: Node): boolean {
  let node = bare(source)
  if (Node.isAwaitExpression(node)) node = bare(node.getExpression())
  const site = context.sites.get(node)
  if (site !== undefined) {
    if (site !== context.site) context.draft.companions.add(site)
    return true
  }
  if (!Node.isIdentifier(node)) return false
  const definitions = definitionsOf(node)
  return definitions !== undefined && definitions.length > 0 && definitions.every(each => isResult(context, each))
}

/** What else is put into a variable that holds a result has to be one, too. */
export function requireResult(context: Context, source: Node): undefined {
  if (!isNullish(source) && !isResult(context, source)) {
    throw new LeftAlone('result-unknown', 'a variable that holds other things, too')
  }
}
