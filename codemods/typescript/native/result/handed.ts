// A part of a result that is handed to a function of this project, which is given nothing else.
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { callersOf, functionOf } from '../functions.ts'
import { retypePart } from '../types.ts'
import { narrowedBy } from './either.ts'
import { givesSame } from './sources.ts'
import type { Value } from './value.ts'
import { followVariable } from './variables.ts'

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
  if (parameter.isRestParameter() || parameter.getInitializer()) return false
  context.draft.shared.add(parameter)
  for (const other of callers) {
    const given = Node.isCallExpression(other) ? other.getArguments()[index] : undefined
    if (other !== call && given !== undefined && !givesSame(context, given, value)) return false
  }
  retypePart(context, parameter.getTypeNode())
  const { kind, brings = 'completion' } = narrowedBy(value, parameter.getTypeNode())
  followVariable(context, { kind, brings, node: name, origin: name, optional: false }, name)
  return true
}
