// A client that is led elsewhere after it was made: `client.baseURL = …`, `client.apiKey = …`.
import type { Expression, NewExpression } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { declarationsOf, followAlias } from './modules.ts'

const assignsUrl = /\.(?:baseURL|basePath)\s*(?:\?\?|\|\|)?=(?!=)/

export interface SetLater {
  readonly option: string
  readonly value: Expression
}

/** What is put into members of a client where its base URL is, in any loaded file. */
export function setLater(construction: NewExpression): SetLater[] {
  const holder = holderOf(construction)
  if (holder === undefined) return []
  return construction
    .getProject()
    .getSourceFiles()
    .filter(file => assignsUrl.test(file.getFullText()))
    .flatMap(file => file.getDescendantsOfKind(SyntaxKind.BinaryExpression))
    .flatMap(assignment => {
      const left = assignment.getLeft()
      const assigns = /^(\?\?|\|\|)?=$/.test(assignment.getOperatorToken().getText())
      if (!assigns || !Node.isPropertyAccessExpression(left) || !isHeldBy(left.getExpression(), holder)) return []
      return [{ option: left.getName(), value: assignment.getRight() }]
    })
}

/** The variable or the member that a client is put into when it is made. */
function holderOf(construction: NewExpression): Node | undefined {
  const parent = construction.getParentWhile(
    each =>
      Node.isAsExpression(each) ||
      Node.isParenthesizedExpression(each) ||
      (Node.isBinaryExpression(each) && /^(\?\?|\|\|)$/.test(each.getOperatorToken().getText())),
  )
  const holder = (parent ?? construction).getParent()
  if (Node.isVariableDeclaration(holder) || Node.isPropertyDeclaration(holder)) return holder
  return Node.isBinaryExpression(holder) ? holder.getLeft() : undefined
}

/** Whether an expression is the one that holds a client; of members, the name in the same file decides. */
function isHeldBy(owner: Expression, holder: Node): boolean {
  const expression = Node.isNonNullExpression(owner) ? owner.getExpression() : owner
  if (Node.isIdentifier(expression)) {
    const declarations = declarationsOf(expression).flatMap(each => [each, ...followAlias(each)])
    if (Node.isVariableDeclaration(holder)) return declarations.includes(holder)
    return Node.isIdentifier(holder) && declarationsOf(holder).some(each => declarations.includes(each))
  }
  if (!Node.isPropertyAccessExpression(expression) || holder.getSourceFile() !== owner.getSourceFile()) return false
  const name =
    Node.isPropertyAccessExpression(holder) || Node.isPropertyDeclaration(holder) ? holder.getName() : undefined
  return name === expression.getName()
}
