// A name for a part of a client, and the calls that go through it: they move together, or not at all.
import { Node } from './morph.ts'
import type { CallSite, ClientPart } from './site.ts'
import { seesEveryCaller } from './workspace.ts'

/** The sites that are called through a part; `undefined` where it is used for anything else, or may be. */
export function sitesThrough(part: ClientPart, sites: Iterable<CallSite>): readonly CallSite[] | undefined {
  const name = part.declaration.getNameNode()
  if (!Node.isIdentifier(name) || isDressed(part) || (isOpen(part) && !seesEveryCaller(name))) return undefined
  const through = [...sites].filter(site => site.part?.declaration === part.declaration)
  const uses = name.findReferencesAsNodes().filter(use => use !== name)
  return uses.every(use => through.some(site => isCallee(use, site))) ? through : undefined
}

const isCallee = (use: Node, { call }: CallSite): boolean =>
  use.getSourceFile() === call.getSourceFile() &&
  use.getStart() >= call.getStart() &&
  use.getEnd() < call.getExpression().getEnd()

/** With a type of its own, a default or a rest, it is more than another name. */
function isDressed({ declaration }: ClientPart): boolean {
  if (Node.isBindingElement(declaration))
    return declaration.getInitializer() !== undefined || declaration.getDotDotDotToken() !== undefined
  return declaration.getTypeNode() !== undefined || !Node.isPropertyAccessExpression(declaration.getInitializer())
}

/** Whether files that are not in sight could use it. */
function isOpen({ declaration }: ClientPart): boolean {
  if (Node.isPropertyDeclaration(declaration)) return declaration.getScope() !== 'private'
  return declaration.getFirstAncestor(Node.isVariableStatement)?.isExported() === true
}
