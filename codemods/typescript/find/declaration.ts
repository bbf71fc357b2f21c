// What a declared name stands for: its initializer, what is assigned to it, its type, or what callers hand in.
import type { BindingElement, ParameterDeclaration, VariableDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { assignedMembers, assignmentsTo } from './assignments.ts'
import { argumentsFor, contextualType } from './callers.ts'
import { classOfComment, classOfType } from './classes.ts'
import { originOf, originOfType, type Trail } from './client.ts'
import { originOfProperty } from './member.ts'
import { nothing, type Origin, together, unknown } from './origin.ts'

const decided = (origin: Origin): boolean => origin.kind !== 'nothing' && origin.kind !== 'unknown'

export function originOfDeclaration(declaration: Node, trail: Trail): Origin {
  if (!trail.enter(declaration)) return nothing
  if (Node.isVariableDeclaration(declaration)) return originOfVariable(declaration, trail)
  if (Node.isBindingElement(declaration)) return originOfBinding(declaration, trail)
  if (Node.isParameterDeclaration(declaration)) return originOfParameter(declaration, trail)
  if (Node.isPropertyDeclaration(declaration) || Node.isPropertySignature(declaration)) {
    const value = Node.isPropertyDeclaration(declaration) ? originOf(declaration.getInitializer(), trail) : nothing
    if (decided(value)) return value
    const assigned = together(assignedMembers(declaration).map(each => originOf(each, trail)))
    if (decided(assigned)) return assigned
    const byType = originOfType(classOfType(declaration.getTypeNode()))
    if (byType.kind !== 'nothing') return byType
    return originOfType(classOfComment(declaration))
  }
  if (Node.isPropertyAssignment(declaration)) return originOf(declaration.getInitializer(), trail)
  if (Node.isShorthandPropertyAssignment(declaration)) return originOf(declaration.getNameNode(), trail)
  if (Node.isExportAssignment(declaration)) return originOf(declaration.getExpression(), trail)
  if (Node.isBinaryExpression(declaration)) return originOf(declaration.getRight(), trail)
  if (Node.isPropertyAccessExpression(declaration)) {
    const parent = declaration.getParent()
    return Node.isBinaryExpression(parent) ? originOf(parent.getRight(), trail) : unknown
  }
  if (Node.isGetAccessorDeclaration(declaration)) {
    const byType = originOfType(classOfType(declaration.getReturnTypeNode()))
    const returns = declaration
      .getDescendantsOfKind(SyntaxKind.ReturnStatement)
      .map(each => originOf(each.getExpression(), trail))
    const found = together(returns)
    return decided(found) ? found : byType
  }
  return unknown
}

function originOfVariable(declaration: VariableDeclaration, trail: Trail): Origin {
  const value = originOf(declaration.getInitializer(), trail)
  const assigned = assignmentsTo(declaration).map(each => originOf(each, trail))
  const found = together([value, ...assigned])
  if (decided(found)) return found
  const byType = originOfType(classOfType(declaration.getTypeNode()) ?? classOfComment(declaration))
  return byType.kind === 'nothing' ? found : byType
}

/** `const { openai } = context`, `function f({ openai })`. */
function originOfBinding(declaration: BindingElement, trail: Trail): Origin {
  const name = declaration.getPropertyNameNode()?.getText() ?? declaration.getName()
  const byDefault = originOf(declaration.getInitializer(), trail)
  const owner = declaration.getParent().getParent()
  if (Node.isVariableDeclaration(owner)) {
    return together([originOfProperty(owner.getInitializer(), name, trail), byDefault])
  }
  if (!Node.isParameterDeclaration(owner)) return byDefault
  const type = owner.getTypeNode()
  const declared = type && memberOfType(type, name, trail)
  if (declared !== undefined && decided(declared)) return together([declared, byDefault])
  const handed = argumentsFor(owner).map(argument => originOfProperty(argument, name, trail))
  return together([...handed, byDefault])
}

function memberOfType(type: Node, name: string, trail: Trail): Origin {
  const members = Node.isTypeLiteral(type)
    ? [type]
    : Node.isTypeReference(type)
      ? (type.getTypeName().getSymbol()?.getDeclarations() ?? [])
      : []
  const found = members.flatMap(member => {
    const literal = Node.isTypeAliasDeclaration(member) ? member.getTypeNode() : member
    if (!Node.isTypeLiteral(literal) && !Node.isInterfaceDeclaration(literal)) return []
    const property = literal.getProperty(name)
    return property ? [originOfDeclaration(property, trail)] : []
  })
  return together(found)
}

function originOfParameter(declaration: ParameterDeclaration, trail: Trail): Origin {
  const type = declaration.getTypeNode() ?? contextualType(declaration)
  const byType = originOfType(classOfType(type) ?? classOfComment(declaration))
  const byDefault = originOf(declaration.getInitializer(), trail)
  if (byType.kind === 'foreign') return byType
  const handed = together(argumentsFor(declaration).map(each => originOf(each, trail)))
  const found = together([handed, byDefault])
  return decided(found) || byType.kind === 'nothing' ? found : byType
}
