// What a loop over pieces asks before it does something: whether a call is new, and what a piece has.
import { Node } from '../../morph.ts'
import { bare, isNullish } from '../syntax.ts'
import { entryPathOf, isCallOf, isHolder, type Names, type Path, pathOf } from './names.ts'

/** What the first piece of a call has, and no other. */
export const inFirst: ReadonlySet<Path> = new Set(['id', 'type', 'function.name'])

/** `!calls[index]`, `!calls.has(index)`, `calls.length <= index`. */
export function isNewSlot(names: Names, condition: Node): boolean {
  const node = bare(condition)
  if (Node.isPrefixUnaryExpression(node)) return /^!/.test(node.getText()) && isOldSlot(names, node.getOperand())
  if (!Node.isBinaryExpression(node)) return false
  const [left, right] = [bare(node.getLeft()), node.getRight()]
  if (node.getOperatorToken().getText() === '<=')
    return (
      Node.isPropertyAccessExpression(left) &&
      left.getName() === 'length' &&
      pathOf(names, right) === 'index' &&
      isHolder(names, left.getExpression())
    )
  return /^===?$/.test(node.getOperatorToken().getText()) && isNullish(right) && isOldSlot(names, left)
}

export const isOldSlot = (names: Names, condition: Node): boolean =>
  isCallOf(names, bare(condition), 'has') || entryPathOf(names, condition) === ''

export function isIndexMissing(names: Names, condition: Node): boolean {
  const node = bare(condition)
  if (!Node.isBinaryExpression(node) || !/^===?$/.test(node.getOperatorToken().getText())) return false
  return isNullish(node.getRight()) && pathOf(names, node.getLeft()) === 'index'
}

export function leaves(statement: Node): boolean {
  const [only, ...others] = Node.isBlock(statement) ? statement.getStatements() : [statement]
  return others.length === 0 && (Node.isContinueStatement(only) || Node.isReturnStatement(only))
}

/** `piece.function?.name`, `typeof piece.index === 'number'`, and both together; `undefined` where it asks for more. */
export function membersAsked(names: Names, condition: Node): readonly Path[] | undefined {
  const node = bare(condition)
  if (!Node.isBinaryExpression(node)) return listed(pathOf(names, node))
  const operator = node.getOperatorToken().getText()
  const [left, right] = [bare(node.getLeft()), node.getRight()]
  if (operator === '&&') {
    const [first, second] = [membersAsked(names, left), membersAsked(names, right)]
    return first && second && [...first, ...second]
  }
  if (/^!==?$/.test(operator)) {
    const path = isNullish(right) ? pathOf(names, left) : undefined
    // What a piece does not have is not null.
    return operator === '!==' && right.getText() === 'null' && path !== undefined ? [] : listed(path)
  }
  const asksForType =
    Node.isTypeOfExpression(left) && /^===?$/.test(operator) && /^.(string|number).$/.test(right.getText())
  return asksForType ? listed(pathOf(names, left.getExpression())) : undefined
}

const listed = (path: Path | undefined): readonly Path[] | undefined => (path === undefined ? undefined : [path])
