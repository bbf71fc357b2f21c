// Whether the code around a text has made sure that there is one: neither null nor empty, so that nothing tells them apart.
import type { BinaryExpression, Identifier } from 'ts-morph'
import { Node } from '../../morph.ts'
import { assignedTo, declarationOf, usesInFile } from '../bindings.ts'
import { bare } from '../syntax.ts'

/** `if (!text) throw …` before it, `if (text) { … }` around it. */
export function isKnownText(use: Node): boolean {
  const name = bare(use)
  if (!Node.isIdentifier(name) || !isLasting(name)) return false
  for (let child: Node = use, parent = use.getParent(); parent; child = parent, parent = parent.getParent()) {
    const asked = conditionFor(parent, child)
    if (asked && alternativesOf(asked, '&&').some(each => isSame(name, each))) return true
    if (Node.isBinaryExpression(parent) && parent.getRight() === child && asksWithout(name, parent.getLeft(), parent))
      return true
    if (Node.isBlock(parent) || Node.isSourceFile(parent)) {
      const before = parent.getStatements().filter(each => each.getEnd() <= child.getStart())
      if (before.some(each => leavesWithout(name, each))) return true
    }
    // It may be called before the question is asked.
    if (Node.isFunctionDeclaration(parent)) return false
  }
  return false
}

/** A variable that is given its value once. */
function isLasting(name: Identifier): boolean {
  const declaration = declarationOf(name)
  const holds =
    Node.isVariableDeclaration(declaration) ||
    Node.isBindingElement(declaration) ||
    Node.isParameterDeclaration(declaration)
  if (!holds) return false
  return !usesInFile(declaration.getNameNode()).some(use => assignedTo(use) !== undefined)
}

/** What has to hold for this part of a statement to be reached. */
function conditionFor(parent: Node, child: Node): Node | undefined {
  if (Node.isIfStatement(parent)) return parent.getThenStatement() === child ? parent.getExpression() : undefined
  if (Node.isConditionalExpression(parent)) {
    return parent.getWhenTrue() === child ? parent.getCondition() : undefined
  }
  const and = Node.isBinaryExpression(parent) && parent.getOperatorToken().getText() === '&&'
  return and && parent.getRight() === child ? parent.getLeft() : undefined
}

/** `if (!text) return`, and nothing after it is reached without a text. */
function leavesWithout(name: Node, statement: Node): boolean {
  if (!Node.isIfStatement(statement) || statement.getElseStatement()) return false
  const then = statement.getThenStatement()
  const last = Node.isBlock(then) ? then.getStatements().at(-1) : then
  const leaves =
    Node.isThrowStatement(last) ||
    Node.isReturnStatement(last) ||
    Node.isContinueStatement(last) ||
    Node.isBreakStatement(last)
  if (!leaves) return false
  return holdsWithout(name, statement.getExpression())
}

/** `!text || …`: what follows is asked of a text only. */
function asksWithout(name: Node, before: Node, whole: BinaryExpression): boolean {
  return whole.getOperatorToken().getText() === '||' && holdsWithout(name, before)
}

/** Whether a condition holds wherever there is no text. */
function holdsWithout(name: Node, condition: Node): boolean {
  return alternativesOf(condition, '||').some(each => {
    const negated = Node.isPrefixUnaryExpression(each) && each.getText().startsWith('!')
    return negated && isSame(name, each.getOperand())
  })
}

function alternativesOf(condition: Node, operator: '&&' | '||'): Node[] {
  const inner = bare(condition)
  if (!Node.isBinaryExpression(inner) || inner.getOperatorToken().getText() !== operator) return [inner]
  return [inner.getLeft(), inner.getRight()].flatMap(each => alternativesOf(each, operator))
}

/** The text itself, or `text?.trim()`, which is there only where it is. */
function isSame(name: Node, asked: Node): boolean {
  const inner = bare(asked)
  if (Node.isIdentifier(inner))
    return inner.getText() === name.getText() && declarationOf(inner) === declarationOf(name)
  if (Node.isCallExpression(inner)) return isSame(name, inner.getExpression())
  const reads = Node.isPropertyAccessExpression(inner) && /^(trim|length)$/.test(inner.getName())
  return reads && isSame(name, inner.getExpression())
}
