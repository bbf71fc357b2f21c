// Whether an expression is a text for certain: by its type where types resolve, by how it is written where they do not.
import type { Expression, Type } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { definitionsOf } from './bindings.ts'
import { bare, isNullish, literalText } from './syntax.ts'

/** Methods that give a text, whatever they are called on. */
export const textMethods: ReadonlySet<string> = new Set(
  'trim trimEnd trimStart toString toLowerCase toUpperCase replace replaceAll join substring substr padEnd padStart stringify toFixed toISOString toLocaleString toLocaleDateString repeat'.split(
    ' ',
  ),
)

export function isText(expression: Expression | Node, seen: Set<Node> = new Set()): boolean {
  const node = bare(expression)
  if (seen.has(node)) return true
  seen.add(node)
  if (literalText(node) !== undefined || Node.isTemplateExpression(node) || isNullish(node)) return true
  const says = textType(node.getType())
  if (says !== undefined) return says
  if (Node.isBinaryExpression(node)) {
    const { left, right, operator } = partsOf(node)
    if (operator === SyntaxKind.PlusToken) return isText(left, seen) || isText(right, seen)
    if (operator === SyntaxKind.BarBarToken || operator === SyntaxKind.QuestionQuestionToken) {
      return isText(left, seen) && isText(right, seen)
    }
    return false
  }
  if (Node.isConditionalExpression(node)) {
    const known = askedToBeText(node.getCondition())
    return [node.getWhenTrue(), node.getWhenFalse()].every(
      (branch, at) => (at === 0 && branch.getText() === known) || isText(branch, seen),
    )
  }
  if (Node.isCallExpression(node)) return givesText(node.getExpression())
  if (Node.isAwaitExpression(node)) return isText(node.getExpression(), seen)
  if (!Node.isIdentifier(node)) return false
  const definitions = definitionsOf(node)
  return definitions !== undefined && definitions.length > 0 && definitions.every(each => isText(each, seen))
}

/** `x` of `typeof x === 'string'`. */
function askedToBeText(condition: Node): string | undefined {
  return /^typeof ([\w.?]+) ===? (['"])string\2$/.exec(condition.getText())?.[1]
}

function partsOf(node: Node) {
  const binary = node.asKindOrThrow(SyntaxKind.BinaryExpression)
  return { left: binary.getLeft(), right: binary.getRight(), operator: binary.getOperatorToken().getKind() }
}

function givesText(callee: Expression): boolean {
  if (Node.isIdentifier(callee)) return callee.getText() === 'String'
  return Node.isPropertyAccessExpression(callee) && textMethods.has(callee.getName())
}

/** `undefined` when the type says nothing. */
function textType(type: Type): boolean | undefined {
  if (type.isAny() || type.isUnknown() || type.isTypeParameter()) return undefined
  if (type.isString() || type.isStringLiteral() || type.isTemplateLiteral()) return true
  if (type.isUndefined() || type.isNull()) return undefined
  if (type.isUnion()) {
    const members = type.getUnionTypes().filter(member => !member.isUndefined() && !member.isNull())
    const says = members.map(textType)
    if (members.length > 0 && says.every(each => each === true)) return true
    return says.some(each => each === undefined) ? undefined : false
  }
  if (type.isIntersection()) return type.getIntersectionTypes().some(member => textType(member) === true)
  return type.isEnumLiteral() ? undefined : false
}
