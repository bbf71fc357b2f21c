// A part of a client under a name of its own becomes `responses` where it is named, and the calls go through that.
import { Node } from '../morph.ts'
import { sitesThrough } from '../part.ts'
import type { ClientPart } from '../site.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'

export function rewritePart({ site, draft, sites }: Context, part: ClientPart): undefined {
  const through = sitesThrough(part, new Set(sites.values()))
  if (through === undefined) throw new LeftAlone('indirect-call', 'other uses of a part of the client')
  for (const each of through) if (each !== site) draft.companions.add(each)
  const { declaration } = part
  const renamed = Node.isBindingElement(declaration) && declaration.getPropertyNameNode() === undefined
  const free = !/\bresponses\b/.test(declaration.getSourceFile().getFullText())
  const { client } = site
  const value = Node.isBindingElement(declaration) ? declaration.getParent().getParent() : declaration
  const end =
    Node.isVariableDeclaration(value) || Node.isPropertyDeclaration(value) ? value.getInitializer() : undefined
  if (end === undefined) throw new LeftAlone('indirect-call', 'a part of the client')
  if (!Node.isBindingElement(declaration))
    draft.change(client.getSourceFile(), client.getEnd(), end.getEnd(), '.responses')
  else {
    if (end !== client) draft.change(client.getSourceFile(), client.getEnd(), end.getEnd(), '')
    const name = declaration.getPropertyNameNode() ?? declaration.getNameNode()
    draft.replace(name, renamed && !free ? `responses: ${part.holds}` : 'responses')
  }
  shortenCallee({ site, draft }, part, renamed && free)
}

/** `chat.completions.create` becomes `chat.create`, or `responses.create` where the name goes. */
function shortenCallee({ site, draft }: Pick<Context, 'site' | 'draft'>, { holds }: ClientPart, isRenamed: boolean) {
  const callee = site.call.getExpression()
  const resource = Node.isPropertyAccessExpression(callee) ? callee.getExpression() : undefined
  const kept = holds === 'chat' && Node.isPropertyAccessExpression(resource) ? resource.getExpression() : resource
  const plain = resource !== undefined && /^[\w$.\s]+$/.test(resource.getText())
  if (kept === undefined || resource === undefined || !plain)
    throw new LeftAlone('indirect-call', 'a part of the client')
  if (isRenamed) draft.replace(resource, 'responses')
  else if (kept !== resource) draft.change(site.sourceFile, kept.getEnd(), resource.getEnd(), '')
}
