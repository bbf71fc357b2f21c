// `choices[0].message.content`, which is `output_text`: the same text, but never null.
import type { BinaryExpression, VariableDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import { assignedTo, usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { bare, dressed, isNullish, literalText } from '../syntax.ts'
import { isText, textMethods } from '../text.ts'
import { alternativesOf, isKnownText } from './known-text.ts'
import { isLogged } from './logged.ts'
import { readersElsewhere } from './readers.ts'
import { rewriteAs, type Value } from './value.ts'

export function rewriteContent(context: Context, value: Value): undefined {
  const { node } = value
  const outer = dressed(node)
  if (assignedTo(outer)) throw new LeftAlone('result-unknown', 'content that is set')
  requireNullBlind(outer)
  const parent = outer.getParent()
  if (context.typed && Node.isVariableDeclaration(parent)) requireText(parent)
  const operator = Node.isBinaryExpression(parent) ? parent.getOperatorToken().getKind() : undefined
  const defaults = operator === SyntaxKind.QuestionQuestionToken || operator === SyntaxKind.BarBarToken
  if (Node.isBinaryExpression(parent) && defaults && parent.getLeft() === outer && !value.optional) {
    const right = parent.getRight()
    const handsOn = operator === SyntaxKind.QuestionQuestionToken && isNullish(right)
    if (literalText(right) === '' || handsOn)
      return rewriteAs(context, value, withoutParentheses(parent), 'output_text')
  }
  const asserted = node.getParent()
  rewriteAs(context, value, Node.isNonNullExpression(asserted) && !value.optional ? asserted : node, 'output_text')
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer && !value.optional) {
    const token = parent.getQuestionDotTokenNode()
    if (token) context.draft.replace(token, '.')
    if (token) dropEmptyDefault(context, parent)
  }
}

/** `content?.trim() ?? ''`: the default was for content that is null. */
function dropEmptyDefault(context: Context, access: Node): undefined {
  const call = access.getParent()
  if (!Node.isPropertyAccessExpression(access) || !Node.isCallExpression(call)) return
  const outer = dressed(call)
  const whole = outer.getParent()
  if (!textMethods.has(access.getName()) || !Node.isBinaryExpression(whole) || whole.getLeft() !== outer) return
  if (whole.getOperatorToken().getText() !== '??' || literalText(whole.getRight()) !== '') return
  context.draft.change(whole.getSourceFile(), outer.getEnd(), whole.getEnd())
}

/** A variable whose type is taken from the content is a text from now on. */
function requireText(declaration: VariableDeclaration): undefined {
  const name = declaration.getNameNode()
  if (declaration.getTypeNode() || !Node.isIdentifier(name)) return
  for (const use of usesInFile(name)) {
    const assigned = assignedTo(use)
    if (assigned && (isNullish(assigned.value) || !isText(assigned.value))) {
      throw new LeftAlone('null-content', 'a variable that may be null later')
    }
  }
}

/** `(x ?? '')` with its parentheses, which nothing needs any more. */
function withoutParentheses(node: Node): Node {
  const parent = node.getParent()
  return Node.isParenthesizedExpression(parent) ? parent : node
}

/** A text that may be null, or a variable that holds it, must not be asked whether it is null. */
export function requireNullBlind(outer: Node, seen: Set<Node> = new Set()): undefined {
  if (seen.has(outer) || isKnownText(outer)) return
  seen.add(outer)
  const parent = outer.getParent()
  if (Node.isBinaryExpression(parent)) {
    const other = parent.getLeft() === outer ? parent.getRight() : parent.getLeft()
    const operator = parent.getOperatorToken().getText()
    if (/^[!=]==?$/.test(operator) && (isNullish(other) || literalText(other) === '')) {
      if (asksBoth(outer, parent)) return
      throw new LeftAlone('null-content')
    }
    // Neither null nor an empty text comes through `||`, and `?? ''` makes one of the other.
    if (operator === '||' && parent.getLeft() === outer) return
    if (operator === '??' && parent.getLeft() === outer) {
      if (literalText(other) === '') return
      if (!isNullish(other)) throw new LeftAlone('null-content', 'a default for null')
      return requireNullBlind(dressed(parent), seen)
    }
    if (operator === '||' || operator === '&&') return requireNullBlind(dressed(parent), seen)
    if (operator === '=' && parent.getRight() === outer) requireNullBlindVariable(parent.getLeft(), seen)
  }
  if (Node.isTypeOfExpression(parent) && isLogged(dressed(parent))) return
  if (Node.isTypeOfExpression(parent)) throw new LeftAlone('null-content', 'typeof')
  if (Node.isCaseClause(parent) || Node.isSwitchStatement(parent)) throw new LeftAlone('null-content', 'switch')
  if (Node.isConditionalExpression(parent) && parent.getCondition() !== outer)
    return requireNullBlind(dressed(parent), seen)
  if (Node.isVariableDeclaration(parent)) requireNullBlindVariable(parent.getNameNode(), seen)
  for (const reader of readersElsewhere(outer)) {
    if (Node.isParameterDeclaration(reader)) requireNullBlindVariable(reader.getNameNode(), seen)
    else requireNullBlind(dressed(reader), seen)
  }
  // `content?.trim()` is missing where the content is.
  if (Node.isPropertyAccessExpression(parent) && parent.hasQuestionDotToken() && parent.getExpression() === outer) {
    const call = parent.getParent()
    requireNullBlind(dressed(Node.isCallExpression(call) ? call : parent), seen)
  }
}

/** `text === null || text === ''`: one answer for both. */
function asksBoth(text: Node, comparison: BinaryExpression): boolean {
  const sign = comparison.getOperatorToken().getText().charAt(0)
  const joins = sign === '=' ? '||' : '&&'
  let whole: Node = comparison
  for (let parent = whole.getParent(); parent; parent = parent.getParent()) {
    const joined = Node.isBinaryExpression(parent) && parent.getOperatorToken().getText() === joins
    if (!joined && !Node.isParenthesizedExpression(parent)) break
    whole = parent
  }
  const spelled = (node: Node) =>
    bare(node)
      .getText()
      .replace(/[?!\s]/g, '')
  const asked = alternativesOf(whole, joins).flatMap(each => {
    const same = Node.isBinaryExpression(each) && each.getOperatorToken().getText().startsWith(sign) ? each : undefined
    if (same === undefined || spelled(same.getLeft()) !== spelled(text)) return []
    const other = same.getRight()
    if (literalText(other) === '') return ["''"]
    const isLoose = same.getOperatorToken().getText().length === 2
    return [isLoose && isNullish(other) ? 'null' : other.getText()]
  })
  return asked.includes('null') && asked.includes("''")
}

export function requireNullBlindVariable(name: Node, seen: Set<Node> = new Set()): undefined {
  const inner = bare(name)
  if (!Node.isIdentifier(inner)) return
  for (const use of usesInFile(inner)) requireNullBlind(dressed(use), seen)
}
