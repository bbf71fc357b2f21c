// `error` of an answer in plain JSON: it is missing where chat succeeds, and null where Responses does.
import { Node } from '../morph.ts'
import type { Context } from '../native/context.ts'
import { LeftAlone } from '../native/draft.ts'
import type { Value } from '../native/result/value.ts'

/** `data.error`, which stays as it is, unless somebody tells the two apart. */
export function isError({ site }: Context, value: Value, access: Node, name: string): boolean {
  if (site.method !== 'http' || value.kind !== 'completion' || name !== 'error') return false
  const parent = access.getParent()
  const compared = Node.isBinaryExpression(parent) && /^[!=]==$/.test(parent.getOperatorToken().getText())
  if (compared) throw new LeftAlone('result-lost', 'error')
  return true
}
