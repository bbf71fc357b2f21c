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

/** `expect(client.chat.completions.create)`, `vi.mocked(…)`: a test looks at the method and does not call it. */
export function isLookedAt(node: Node): boolean {
  const call = node.getParent()
  if (!Node.isCallExpression(call) || !testFile.test(node.getSourceFile().getFilePath())) return false
  return (
    call.getExpression() !== node &&
    /^(expect|mocked|(vi|jest)\.mocked|assert(\.\w+)*)$/.test(call.getExpression().getText())
  )
}
