// Functions of other packages that give back a client: containers, wrappers, and whatever patches one.
import type { CallExpression, Expression } from 'ts-morph'
import { Node } from '../morph.ts'
import { classOf } from './classes.ts'
import { originOf, originOfFunction, originOfType, type Trail } from './client.ts'
import { declarationsOf, isRelative, packageNameOf } from './modules.ts'
import { type Origin, together, unknown } from './origin.ts'
import { isWrapper } from './vendors.ts'

const containers =
  /^(inject|get|resolve|useContext|useInject|createProxy|toRaw|unref|ref|shallowRef|markRaw|memo|memoize|once|lazy|cache|singleton|Object\.freeze)$/

/** A function of another package. Given a client it hands back a patched one; a container hands back what it was given. */
export function originThroughPackage(call: CallExpression, callee: Expression, trail: Trail): Origin {
  const root = rootOf(callee)
  const name = Node.isIdentifier(root)
    ? declarationsOf(root)
        .map(packageNameOf)
        .find(each => each !== undefined)
    : undefined
  const given = call.getArguments()
  if (name?.module === 'responses-bridge/openai') {
    const client = originOf(given[0], trail)
    return client.kind === 'client' ? { ...client, wrapped: true } : client
  }
  const last = callee.getText().replace(/^.*\./s, '')
  const classes = given.map(each => (Node.isIdentifier(each) ? classOf(each) : undefined))
  if (containers.test(last) || containers.test(callee.getText())) {
    const byClass = together(classes.map(originOfType))
    if (byClass.kind === 'client') return byClass
    const inside = given.map(each =>
      Node.isArrowFunction(each) || Node.isFunctionExpression(each)
        ? originOfFunction(each, trail)
        : originOf(each, trail),
    )
    const found = together(inside)
    if (found.kind === 'client') return found
  }
  if (name === undefined || isRelative(name.module)) return unknown
  const takesClient = given.some(each => mentionsClient(each, trail))
  if (takesClient || isWrapper(name.module)) return { kind: 'patched', by: name.module }
  return { kind: 'foreign', module: name.module }
}

/** A client among the arguments: itself, or as a property of an options object. */
function mentionsClient(argument: Node, trail: Trail): boolean {
  if (Node.isObjectLiteralExpression(argument)) {
    return argument.getProperties().some(property => {
      const value = Node.isPropertyAssignment(property)
        ? property.getInitializer()
        : Node.isShorthandPropertyAssignment(property)
          ? property.getNameNode()
          : undefined
      return originOf(value, trail).kind === 'client'
    })
  }
  return originOf(argument, trail).kind === 'client'
}

function rootOf(expression: Expression): Expression {
  if (Node.isPropertyAccessExpression(expression) || Node.isCallExpression(expression))
    return rootOf(expression.getExpression())
  return expression
}
