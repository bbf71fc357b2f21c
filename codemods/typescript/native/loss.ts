// A parameter that the rewritten request will not have, or not with the same value: only where the user accepts that.
import type { Expression } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { acceptedNote } from '../request/losses.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'

/** @throws {LeftAlone} Nobody accepted the loss of this parameter, or its value does something by being made. */
export function acceptLoss({ options, draft }: Context, name: string, value: Expression, message: string): void {
  if (!options.acceptLoss.has(name)) throw new LeftAlone('parameter-lost', name)
  if (doesSomething(value)) throw new LeftAlone('parameter-lost', `${name}, whose value is made by a call`)
  draft.notes.add(acceptedNote(name, message))
}

const doing: ReadonlySet<number> = new Set([
  SyntaxKind.CallExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.AwaitExpression,
  SyntaxKind.YieldExpression,
  SyntaxKind.DeleteExpression,
  SyntaxKind.TaggedTemplateExpression,
  SyntaxKind.PostfixUnaryExpression,
])

function doesSomething(value: Expression): boolean {
  return [value, ...value.getDescendants()].some(node => doing.has(node.getKind()) || changes(node))
}

function changes(node: Node): boolean {
  if (Node.isPrefixUnaryExpression(node)) return /^(\+\+|--)/.test(node.getText())
  return Node.isBinaryExpression(node) && /^(?![=!<>]=)[^=<>!]*=$/.test(node.getOperatorToken().getText())
}
