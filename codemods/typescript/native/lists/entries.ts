// A message that is kept in something larger: `entry.message`, whose declared type says by itself what it is.
import type { PropertyAccessExpression, TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import { enclosingFunction } from '../functions.ts'
import { bare } from '../syntax.ts'
import { declarationOfType, elementOf } from './plain.ts'
import type { Subject } from './subject.ts'

export function isPlainMember(subject: Subject, access: PropertyAccessExpression): boolean {
  const declaration = declarationOf(access.getNameNode())
  const declares = Node.isPropertySignature(declaration) || Node.isPropertyDeclaration(declaration)
  const type = declares ? declaration.getTypeNode() : memberOfEntry(access)
  return type !== undefined && subject.isPlainElement(type)
}

/** `entries.map(entry => entry.message)`: what the type of `entries` says of the member. */
function memberOfEntry(access: PropertyAccessExpression): TypeNode | undefined {
  const entry = declarationOf(bare(access.getExpression()))
  if (!Node.isParameterDeclaration(entry) || entry.getTypeNode() !== undefined) return undefined
  const made = enclosingFunction(entry.getNameNode())
  const call = made?.getParent()
  const callee = Node.isCallExpression(call) && call.getArguments()[0] === made ? call.getExpression() : undefined
  if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== 'map') return undefined
  if (!Node.isParametered(made) || made.getParameters()[0] !== entry) return undefined
  const list = declarationOf(bare(callee.getExpression()))
  const typed = Node.isVariableDeclaration(list) || Node.isParameterDeclaration(list)
  const type = typed ? elementOf(list.getTypeNode()) : undefined
  const named = type && (Node.isTypeLiteral(type) ? type : declarationOfType(type))
  const members = Node.isTypeAliasDeclaration(named) ? named.getTypeNode() : named
  if (!Node.isTypeLiteral(members) && !Node.isInterfaceDeclaration(members)) return undefined
  return members.getProperty(access.getName())?.getTypeNode()
}
