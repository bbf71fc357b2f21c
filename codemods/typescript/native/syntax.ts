// Small questions about the syntax tree that every rewrite asks.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'

/** What stands inside parentheses, `as T`, `satisfies T`, `<T>x` and `x!`. */
export function bare(node: Node): Node {
  let inner = node
  while (
    Node.isParenthesizedExpression(inner) ||
    Node.isAsExpression(inner) ||
    Node.isSatisfiesExpression(inner) ||
    Node.isTypeAssertion(inner) ||
    Node.isNonNullExpression(inner)
  ) {
    inner = inner.getExpression()
  }
  return inner
}

/** The outermost of the parentheses, `as T`, `satisfies T` and `x!` around an expression. */
export function dressed(node: Node): Node {
  let outer = node
  for (;;) {
    const parent = outer.getParent()
    if (
      parent &&
      (Node.isParenthesizedExpression(parent) ||
        Node.isAsExpression(parent) ||
        Node.isSatisfiesExpression(parent) ||
        Node.isTypeAssertion(parent) ||
        Node.isNonNullExpression(parent))
    ) {
      outer = parent
    } else return outer
  }
}

/** The static name of an object literal's member, or `undefined` for a computed one. */
export function memberName(member: Node): string | undefined {
  if (Node.isShorthandPropertyAssignment(member)) return member.getName()
  if (!Node.isPropertyAssignment(member) && !Node.isMethodDeclaration(member)) return undefined
  const name = member.getNameNode()
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralText()
  return Node.isIdentifier(name) ? name.getText() : undefined
}

/** The member of an object literal with that name. */
export function member(literal: ObjectLiteralExpression, name: string) {
  return literal.getProperties().find(property => memberName(property) === name)
}

/** What a member is set to: the initializer, or the identifier of a shorthand. */
export function memberValue(property: Node): Expression | undefined {
  if (Node.isPropertyAssignment(property)) return property.getInitializer()
  return Node.isShorthandPropertyAssignment(property) ? property.getNameNode() : undefined
}

/** The text of a string literal without substitutions. */
export function literalText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  const inner = bare(node)
  return Node.isStringLiteral(inner) || Node.isNoSubstitutionTemplateLiteral(inner) ? inner.getLiteralText() : undefined
}

export function isNullish(node: Node): boolean {
  const inner = bare(node)
  return inner.getKind() === SyntaxKind.NullKeyword || (Node.isIdentifier(inner) && inner.getText() === 'undefined')
}

/** The white space a line begins with. */
export function indentAt(text: string, position: number): string {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
}

export const isMultiline = (node: Node): boolean => node.getText().includes('\n')

/** The quotation mark this file prefers. */
export function quoteOf(node: Node): string {
  const text = node.getSourceFile().getFullText()
  const imported = /\b(?:from\s*|require\(|import\s+)(['"])/.exec(text)?.[1]
  if (imported !== undefined) return imported
  const count = (mark: string) => text.split(mark).length
  return count('"') > count("'") ? '"' : "'"
}

/** One step of indentation, as the lines around a node take it. */
export function indentUnit(node: Node): string {
  const text = node.getSourceFile().getFullText()
  const own = indentAt(text, node.getStart())
  const outer = node.getParent() ? indentAt(text, node.getParentOrThrow().getStart()) : ''
  if (own.length > outer.length && own.startsWith(outer)) return own.slice(outer.length)
  return own.includes('\t') ? '\t' : '  '
}
