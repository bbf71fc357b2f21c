// Where a value goes on in this project: the calls of the function that returns it, the parameter that takes it.
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import { callersOf, enclosingFunction, functionOf } from '../functions.ts'
import { dressed } from '../syntax.ts'

export function readersElsewhere(value: Node): readonly Node[] {
  const parent = value.getParent()
  const given = Node.isArrowFunction(parent) && parent.getBody() === value
  if (given || Node.isReturnStatement(parent)) return answersOf(given ? parent : enclosingFunction(value))
  if (!Node.isCallExpression(parent)) return []
  const called = declarationOf(parent.getExpression())
  const made = called && functionOf(called)
  const parameter = Node.isParametered(made) ? made.getParameters()[parent.getArguments().indexOf(value)] : undefined
  return parameter ? [parameter] : []
}

/** What its callers get, where all of them are in sight. */
function answersOf(made: Node | undefined): readonly Node[] {
  return (made ? (callersOf(made) ?? []) : []).map(call => {
    const outer = dressed(call).getParent()
    return Node.isAwaitExpression(outer) ? outer : call
  })
}
