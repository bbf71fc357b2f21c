// What is put into a declared name after its declaration.
import type { Expression, VariableDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'

/** What `name = …` puts into a variable declared with `let` or `var`, in its own file. */
export function assignmentsTo(declaration: VariableDeclaration): Expression[] {
  const name = declaration.getNameNode()
  const list = declaration.getParent()
  if (!Node.isIdentifier(name) || (Node.isVariableDeclarationList(list) && list.getDeclarationKind() === 'const'))
    return []
  const text = name.getText()
  const found: Expression[] = []
  for (const node of declaration.getSourceFile().getDescendantsOfKind(SyntaxKind.BinaryExpression)) {
    if (!/^(=|\?\?=|\|\|=)$/.test(node.getOperatorToken().getText())) continue
    const left = node.getLeft()
    if (left.getText() === text && Node.isIdentifier(left) && left.getSymbol()?.getDeclarations().includes(declaration))
      found.push(node.getRight())
  }
  return found
}

/** What `this.name = …` puts into a property, anywhere in its class. */
export function assignedMembers(declaration: Node): Expression[] {
  if (!Node.isPropertyDeclaration(declaration)) return []
  const name = declaration.getName()
  const found: Expression[] = []
  for (const node of declaration.getParent().getDescendantsOfKind(SyntaxKind.BinaryExpression)) {
    const left = node.getLeft()
    const assigns = /^(=|\?\?=|\|\|=)$/.test(node.getOperatorToken().getText())
    if (!assigns || !Node.isPropertyAccessExpression(left) || left.getName() !== name) continue
    const owner = left.getExpression()
    if (Node.isThisExpression(owner) || owner.getText() === declaration.getParent().getName())
      found.push(node.getRight())
  }
  return found
}
