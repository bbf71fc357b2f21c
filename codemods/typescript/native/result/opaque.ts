// Ids: both APIs have one, and each spells its own (`chatcmpl-…`, `resp_…`).
import { Node } from '../../morph.ts'
import { usesInFile } from '../bindings.ts'
import { LeftAlone } from '../draft.ts'
import { dressed, literalText } from '../syntax.ts'

const asking: ReadonlySet<string> = new Set([
  'startsWith',
  'endsWith',
  'includes',
  'indexOf',
  'match',
  'matchAll',
  'replace',
  'replaceAll',
  'search',
  'split',
])

/** Throws where an id, or a variable that holds it, is asked how it is spelled: the answer would be another one. */
export function requireOpaque(id: Node): undefined {
  const outer = dressed(id)
  const parent = outer.getParent()
  if (Node.isVariableDeclaration(parent)) {
    const name = parent.getNameNode()
    return Node.isIdentifier(name) ? requireOpaqueVariable(name) : undefined
  }
  const member = Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer && parent.getName()
  const tested = Node.isCallExpression(parent) && /\.(test|exec)$/.test(parent.getExpression().getText())
  if ((member && asking.has(member)) || tested || isComparedWithText(outer, parent)) {
    throw new LeftAlone('result-lost', 'the spelling of an id')
  }
}

export function requireOpaqueVariable(name: Node): undefined {
  for (const use of usesInFile(name)) requireOpaque(use)
}

function isComparedWithText(outer: Node, parent: Node | undefined): boolean {
  if (!Node.isBinaryExpression(parent) || !/^[!=]==?$/.test(parent.getOperatorToken().getText())) return false
  return Boolean(literalText(parent.getLeft() === outer ? parent.getRight() : parent.getLeft()))
}
