// Calls of a method through something of no known type: whoever looks for its callers cannot tell that they are none.
import type { Expression, Identifier } from 'ts-morph'
import { Node } from '../morph.ts'
import { declarationsOf } from './modules.ts'

/** Whether something nobody knows the type of is asked for a method of this name, in the loaded files. */
export function calledThroughUnknown(name: Identifier): boolean {
  const text = name.getText().replace(/\$/g, '\\$&')
  const pattern = new RegExp(`\\.${text}\\s*\\(`, 'g')
  return name
    .getProject()
    .getSourceFiles()
    .some(file =>
      [...file.getFullText().matchAll(pattern)].some(({ index }) => {
        const called = file.getDescendantAtPos(index + 1)
        const member = called?.getParent()
        return (
          Node.isIdentifier(called) &&
          Node.isPropertyAccessExpression(member) &&
          member.getNameNode() === called &&
          called.getSymbol() === undefined &&
          isUntyped(member.getExpression())
        )
      }),
    )
}

/** A parameter without a type, or a variable or member that only holds one. */
function isUntyped(expression: Expression, depth = 0): boolean {
  if (depth > 4) return false
  if (Node.isNonNullExpression(expression) || Node.isParenthesizedExpression(expression))
    return isUntyped(expression.getExpression(), depth + 1)
  const isOwnMember = Node.isPropertyAccessExpression(expression) && Node.isThisExpression(expression.getExpression())
  const name = isOwnMember ? expression.getNameNode() : expression
  if (!Node.isIdentifier(name)) return false
  return declarationsOf(name).some(declaration => holdsUntyped(declaration, depth))
}

function holdsUntyped(declaration: Node, depth: number): boolean {
  if (Node.isParameterDeclaration(declaration) || Node.isBindingElement(declaration)) {
    const owner = Node.isBindingElement(declaration)
      ? declaration.getFirstAncestor(each => Node.isParameterDeclaration(each) || Node.isVariableDeclaration(each))
      : declaration
    if (!Node.isParameterDeclaration(owner) || declaration.getInitializer() !== undefined) return false
    return /^(any|unknown|object)?$/.test(owner.getTypeNode()?.getText() ?? '')
  }
  if (Node.isVariableDeclaration(declaration) || Node.isPropertyDeclaration(declaration)) {
    const type = declaration.getTypeNode()?.getText()
    if (type !== undefined) return type === 'any'
    const value = declaration.getInitializer()
    return value !== undefined && isUntyped(value, depth + 1)
  }
  // `this.llm = llm` declares the member in JavaScript.
  const assignment = Node.isPropertyAccessExpression(declaration) ? declaration.getParent() : declaration
  return Node.isBinaryExpression(assignment) && isUntyped(assignment.getRight(), depth + 1)
}
