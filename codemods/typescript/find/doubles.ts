// Tests that answer for the server in the shape of chat: their callers do not move without them.
import type { SourceFile } from 'ts-morph'
import { Node } from '../morph.ts'
import type { ClientFacts } from './origin.ts'
import { optionsOf } from './provider.ts'

const testFile = /\.(test|spec)\.|[\\/](__tests__|__mocks__)[\\/]/

/** In a test, a client with a fetch of its own, or servers that are stood in for, answer in the shape of chat. */
export function standInFor(file: SourceFile, client: ClientFacts): string | undefined {
  if (!testFile.test(file.getFilePath())) return undefined
  const ownFetch = client.constructions.some(each => optionsOf(each)?.getProperty('fetch') !== undefined)
  if (ownFetch) return 'fetch'
  const standsIn = file
    .getProject()
    .getSourceFiles()
    .some(each => standIn.test(each.getFullText()))
  return standsIn ? 'the URL' : undefined
}

/** msw and nock answer for a URL. */
const standIn = /\b(http|rest)\.(post|all)\(\s*['"`][^'"`]*chat\/completions|\bnock\([\s\S]{0,300}chat\/completions/

/** `expect(client.chat.completions.create)`, `create.mockResolvedValue(…)`: a test looks at the method and does not call it. */
export function isLookedAt(node: Node): boolean {
  if (!testFile.test(node.getSourceFile().getFilePath())) return false
  let outer = node
  for (;;) {
    const parent = outer.getParent()
    if (Node.isCallExpression(parent))
      return parent.getExpression() !== outer && looks.test(parent.getExpression().getText())
    if (Node.isPropertyAccessExpression(parent))
      return parent.getExpression() === outer && /^mock/.test(parent.getName())
    if (Node.isAsExpression(parent) && /\b\w*(Mock|Spy)\w*\b/.test(parent.getTypeNode()?.getText() ?? '')) return true
    const isDressing =
      Node.isParenthesizedExpression(parent) || Node.isAsExpression(parent) || Node.isNonNullExpression(parent)
    if (!isDressing) return false
    outer = parent
  }
}

const looks = /^(expect|mocked|(vi|jest)\.mocked|assert(\.\w+)*)$/
