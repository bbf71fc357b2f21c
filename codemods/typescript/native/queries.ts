// Types that are taken from a value: `typeof client.chat.completions.create`, and `typeof ask` of a function that returns a
// result.
import type { TypeQueryNode } from 'ts-morph'
import { Node } from '../morph.ts'
import { declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { functionOf } from './functions.ts'

const method = /\s*\.\s*(?:beta\s*\.\s*)?chat\s*\.\s*completions(?=\s*\.\s*(?:create|parse)$)/

/** Whether a type is taken from the method that this codemod rewrites. */
export function queriesMethod(node: Node): node is TypeQueryNode {
  return Node.isTypeQuery(node) && method.test(node.getExprName().getText())
}

/** `typeof client.responses.create`, whose parameters and results are those of the other side. @throws {LeftAlone} */
export function retypeQuery(context: Context, node: TypeQueryNode): undefined {
  const name = node.getExprName()
  const text = name.getText()
  const found = method.exec(text)
  if (found === null) return requireFollowed(context, node)
  const client = text.slice(0, found.index)
  const picks = node
    .getAncestors()
    .some(each => Node.isIndexedAccessTypeNode(each) && !/^\d+$/.test(each.getIndexTypeNode().getText()))
  if (client !== context.site.client.getText() || picks || node.getTypeArguments().length > 0) {
    throw new LeftAlone('result-unknown', 'a type made of a value')
  }
  const start = name.getStart() + found.index
  context.draft.change(name.getSourceFile(), start, start + found[0].length, '.responses')
}

/** The type of a function whose result is followed changes with it. */
function requireFollowed(context: Context, node: TypeQueryNode): undefined {
  if (!queriesFollowed(context, node)) throw new LeftAlone('result-unknown', 'a type made of a value')
}

export function queriesFollowed(context: Context, node: Node): boolean {
  const declaration = Node.isTypeQuery(node) ? declarationOf(node.getExprName()) : undefined
  const made = declaration && functionOf(declaration)
  return made !== undefined && context.draft.shared.has(made)
}
