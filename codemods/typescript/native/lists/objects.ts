// Whether every object that a function takes under a declared type is made of members that can be followed.
import type { ParameterDeclaration, PropertySignature } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import { callersOf, enclosingFunction } from '../functions.ts'
import { bare, isNullish } from '../syntax.ts'
import { declarationOfType } from './plain.ts'

/** Arguments of the type that has this member: objects written there, or variables that are declared to be of it. */
export function areObjectsVisible(signature: PropertySignature): boolean {
  const owner = signature.getParent()
  const declared = Node.isInterfaceDeclaration(owner) ? owner : owner.getParent()
  if (!Node.isInterfaceDeclaration(declared) && !Node.isTypeAliasDeclaration(declared)) return true
  return declared.findReferencesAsNodes().every(name => {
    const parameter = name.getParent()?.getParent()
    return !Node.isParameterDeclaration(parameter) || areArgumentsVisible(parameter, declared)
  })
}

function areArgumentsVisible(parameter: ParameterDeclaration, declared: Node): boolean {
  const made = enclosingFunction(parameter.getFirstChildOrThrow())
  const callers = made && callersOf(made)
  if (callers === undefined || callers.length === 0 || !Node.isParametered(made)) return false
  const index = made.getParameters().indexOf(parameter)
  return callers.every(call => {
    const given = Node.isCallExpression(call) ? call.getArguments()[index] : undefined
    if (given === undefined || isNullish(given)) return true
    const value = bare(given)
    return Node.isObjectLiteralExpression(value) ? isClosed(value) : isOfType(value, declared)
  })
}

const isClosed = (literal: Node): boolean =>
  Node.isObjectLiteralExpression(literal) && !literal.getProperties().some(Node.isSpreadAssignment)

function isOfType(value: Node, declared: Node): boolean {
  const variable = declarationOf(Node.isPropertyAccessExpression(value) ? value.getNameNode() : value)
  const typed =
    Node.isVariableDeclaration(variable) ||
    Node.isParameterDeclaration(variable) ||
    Node.isPropertyDeclaration(variable)
  const type = typed ? variable.getTypeNode() : undefined
  return type !== undefined && declarationOfType(type) === declared
}
