// Types that a caller writes for an answer: they say chat's shape, and would say it still.
import type { CallExpression } from 'ts-morph'
import { Node } from '../morph.ts'

/** `axios.post<Answer>(…)`, or a type that is declared for what it gives. */
export const isTyped = (call: CallExpression): boolean =>
  call.getTypeArguments().some(each => each.getText() !== 'any') || isDeclared(call)

/** `(await res.json()) as Answer`, `const data: Answer = …`. */
export function isDeclared(call: CallExpression): boolean {
  let outer: Node = call
  for (;;) {
    const parent = outer.getParent()
    if (Node.isAsExpression(parent) || Node.isSatisfiesExpression(parent) || Node.isTypeAssertion(parent)) {
      if (parent.getTypeNode()?.getText() !== 'any') return true
    } else if (
      !Node.isAwaitExpression(parent) &&
      !Node.isParenthesizedExpression(parent) &&
      !Node.isNonNullExpression(parent)
    ) {
      const type = Node.isVariableDeclaration(parent) ? parent.getTypeNode()?.getText() : undefined
      return type !== undefined && type !== 'any'
    }
    outer = parent
  }
}
