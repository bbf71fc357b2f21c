// The path of a request without the SDK, where it is written, and whether it may be changed there.
import type { Expression } from 'ts-morph'
import { Node } from '../morph.ts'
import type { CallSite } from '../site.ts'
import type { Exchange } from './exchange.ts'

/** `chat/completions` inside the literal of a URL. */
export function pathOf(url: Expression): { readonly start: number; readonly end: number } {
  const start = url.getStart() + url.getText().lastIndexOf('chat/completions')
  return { start, end: start + 'chat/completions'.length }
}

/** Why the path cannot be changed: what holds it is used for something else, too. Other calls may move along. */
export function urlProblem(
  { url, urlUses }: Exchange,
  site: CallSite,
  others: { readonly sites: Iterable<CallSite>; add(companion: CallSite): void },
): string | undefined {
  const parent = url.getParent()
  const isKept = Node.isVariableDeclaration(parent) || (Node.isPropertyAssignment(parent) && urlUses.length > 0)
  if (!isKept) return Node.isBinaryExpression(parent) ? 'a URL that changes' : undefined
  for (const use of urlUses) {
    if (isWithin(use, site.call) || use === parent.getNameNode() || isPrinted(use) || isNamed(use)) continue
    const companion = [...others.sites].find(each => each.method === 'http' && isWithin(use, each.call))
    if (companion === undefined) return 'a URL with other uses'
    others.add(companion)
  }
  return undefined
}

const isWithin = (node: Node, call: Node): boolean =>
  node.getSourceFile() === call.getSourceFile() && node.getStart() >= call.getStart() && node.getEnd() <= call.getEnd()

/** `console.log({ url })` */
function isPrinted(use: Node): boolean {
  const call = use.getFirstAncestor(Node.isCallExpression)
  return call !== undefined && /(^|\.)(console|logger|log)\.\w+$/.test(call.getExpression().getText())
}

/** `import { url } from …` */
const isNamed = (use: Node): boolean =>
  Node.isImportSpecifier(use.getParent()) || Node.isExportSpecifier(use.getParent())
