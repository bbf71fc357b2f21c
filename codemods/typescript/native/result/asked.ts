// A piece of a stream that is not there. Chat leaves it out of two or three chunks, Responses out of most events: what
// uses it without asking would do so far more often than before.
import { Node } from '../../morph.ts'
import { usesInFile } from '../bindings.ts'
import { LeftAlone } from '../draft.ts'
import { dressed, isNullish, literalText } from '../syntax.ts'
import { isKnownPiece } from './known-text.ts'
import { isCondition } from './value.ts'

/** @throws {LeftAlone} Somebody uses the piece without asking whether it is there. */
export function requireAsked(piece: Node): void {
  if (isQuestion(piece)) return
  const parent = piece.getParent()
  const defaulted = Node.isBinaryExpression(parent) && parent.getLeft() === piece && isNullish(parent.getRight())
  const declaration = defaulted ? dressed(parent).getParent() : parent
  const name = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isIdentifier(name) || !usesInFile(name).every(use => isQuestion(dressed(use)) || isKnownPiece(use)))
    throw new LeftAlone('null-content', 'a piece that may not be there')
}

/** `if (piece)`, `piece?.trim() && …`, `piece !== undefined`, `typeof piece`, `piece ?? ''`. */
function isQuestion(node: Node): boolean {
  if (isCondition(node)) return true
  const parent = node.getParent()
  if (Node.isTypeOfExpression(parent)) return true
  if (Node.isBinaryExpression(parent)) {
    const operator = parent.getOperatorToken().getText()
    if (/^[!=]==?$/.test(operator)) return [parent.getLeft(), parent.getRight()].some(isNullish)
    return parent.getLeft() === node && /^(\|\||\?\?)$/.test(operator) && literalText(parent.getRight()) === ''
  }
  const reads = Node.isPropertyAccessExpression(parent) || Node.isCallExpression(parent)
  return reads && parent.getExpression() === node && isQuestion(dressed(parent))
}
