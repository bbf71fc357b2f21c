// Whether the code around a text has made sure that there is one: neither null nor empty, so that nothing tells them apart.
import type { Identifier } from 'ts-morph'
import { Node } from '../../morph.ts'
import { assignedTo, declarationOf, usesInFile } from '../bindings.ts'
import { bare, isNullish, literalText } from '../syntax.ts'

interface Question {
  /** Whether there is one wherever the condition holds. */
  readonly assures: (name: Node, condition: Node) => boolean
  /** Whether the condition holds wherever there is none. */
  readonly excludes: (name: Node, condition: Node) => boolean
}

const negates = (name: Node, condition: Node): boolean =>
  Node.isPrefixUnaryExpression(condition) && condition.getText().startsWith('!') && isSame(name, condition.getOperand())

const hasText: Question = { assures: isSame, excludes: negates }

/** `undefined` is what a piece is that is not there. */
const isThere: Question = {
  assures: (name, condition) => isSame(name, condition) || isCompared(name, condition, '!'),
  excludes: (name, condition) => negates(name, condition) || isCompared(name, condition, '='),
}

/** `if (!text) throw …` before it, `if (text) { … }` around it. */
export const isKnownText = (use: Node): boolean => isKnown(use, hasText)

/** `if (piece !== undefined) { … }` around it: perhaps an empty one. */
export const isKnownPiece = (use: Node): boolean => isKnown(use, isThere)

function isKnown(use: Node, question: Question): boolean {
  const name = bare(use)
  if (!Node.isIdentifier(name) || !isLasting(name)) return false
  for (let child: Node = use, parent = use.getParent(); parent; child = parent, parent = parent.getParent()) {
    const asked = conditionFor(parent, child)
    if (asked && alternativesOf(asked, '&&').some(each => question.assures(name, each))) return true
    const before = Node.isBinaryExpression(parent) && parent.getRight() === child ? parent : undefined
    if (before?.getOperatorToken().getText() === '||' && holdsWithout(name, before.getLeft(), question)) return true
    if (Node.isBlock(parent) || Node.isSourceFile(parent)) {
      const earlier = parent.getStatements().filter(each => each.getEnd() <= child.getStart())
      if (earlier.some(each => leavesWithout(name, each, question))) return true
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
function leavesWithout(name: Node, statement: Node, question: Question): boolean {
  if (!Node.isIfStatement(statement) || statement.getElseStatement()) return false
  const then = statement.getThenStatement()
  const last = Node.isBlock(then) ? then.getStatements().at(-1) : then
  const leaves =
    Node.isThrowStatement(last) ||
    Node.isReturnStatement(last) ||
    Node.isContinueStatement(last) ||
    Node.isBreakStatement(last)
  if (!leaves) return false
  return holdsWithout(name, statement.getExpression(), question)
}

/** Whether a condition holds wherever there is none: `!text || …`. */
function holdsWithout(name: Node, condition: Node, { excludes }: Question): boolean {
  return alternativesOf(condition, '||').some(each => excludes(name, each))
}

export function alternativesOf(condition: Node, operator: '&&' | '||'): Node[] {
  const inner = bare(condition)
  if (!Node.isBinaryExpression(inner) || inner.getOperatorToken().getText() !== operator) return [inner]
  return [inner.getLeft(), inner.getRight()].flatMap(each => alternativesOf(each, operator))
}

/** `text !== undefined`, `text != null`, `typeof text === 'string'`; with `=`, the contrary. */
function isCompared(name: Node, condition: Node, sign: '!' | '='): boolean {
  if (!Node.isBinaryExpression(condition)) return false
  const operator = condition.getOperatorToken().getText()
  const left = bare(condition.getLeft())
  const right = condition.getRight()
  if (Node.isTypeOfExpression(left)) {
    const texts = isSame(name, left.getExpression()) && literalText(right) === 'string'
    return texts && operator.startsWith(sign === '!' ? '=' : '!')
  }
  if (!isSame(name, left) || !isNullish(right) || !operator.startsWith(sign)) return false
  return right.getText() === 'undefined' || operator.length === 2
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
