// `client.chat.completions.create` becomes `client.responses.create`.
import { Node } from '../morph.ts'
import type { Context } from './context.ts'
import { LeftAlone, spanOf } from './draft.ts'
import { rewritePart } from './part.ts'

const methods: ReadonlyMap<string, string> = new Map([
  ['create', 'create'],
  ['parse', 'parse'],
  ['stream', 'stream'],
])

export function rewriteCallee(context: Context): undefined {
  const { site, draft } = context
  const method = methods.get(site.method)
  if (method === undefined) throw new LeftAlone('method-unknown', site.method)
  const callee = site.call.getExpression()
  if (!Node.isPropertyAccessExpression(callee)) throw new LeftAlone('method-unknown', 'a callee that is put together')
  if (method !== site.method) draft.replace(callee.getNameNode(), method)
  if (site.part !== undefined) return rewritePart(context, site.part)
  const { client } = site
  const resource = callee.getExpression()
  const access = mayBeMissing(client) ? '?.responses' : '.responses'
  if (resource.getStart() === client.getStart()) {
    draft.change(site.sourceFile, client.getEnd(), resource.getEnd(), access)
  } else draft.replace(resource, spanOf(client), access)
}

/** `client?.chat`: without a client there is no call, and no error. */
function mayBeMissing(client: Node): boolean {
  const access = client.getParent()
  return Node.isPropertyAccessExpression(access) && access.hasQuestionDotToken()
}
