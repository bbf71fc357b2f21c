// Requests to the URL of Chat Completions without the SDK: fetch, axios, got and their like.
import type { CallExpression, Expression, SourceFile } from 'ts-morph'
import { Node } from '../morph.ts'
import { type Destination, destinationOf } from './destination.ts'
import { declarationsOf } from './modules.ts'

export interface RawCall {
  readonly call: CallExpression
  readonly destination: Destination
  /** It goes through this package's fetch already. */
  readonly wrapped: boolean
}

const path = /chat\/completions/g

/** Functions that send a request, by the last names of their callees. */
const senders =
  /^(fetch|\$fetch|ofetch|axios|got|ky|request|undiciFetch|nodeFetch|useFetch)$|(^|\.)(fetch|post|request|create|stream|fetchEventSource)$/

export function findRawCalls(sourceFile: SourceFile): RawCall[] {
  const found = new Map<CallExpression, RawCall>()
  for (const { index } of sourceFile.getFullText().matchAll(path)) {
    const node = sourceFile.getDescendantAtPos(index)
    const url = node && urlAround(node)
    if (url === undefined) continue
    for (const each of [url, ...usesOf(url)]) {
      const call = callTaking(each)
      if (call !== undefined)
        found.set(call, { call, destination: destinationOf(url), wrapped: isWrapped(call.getExpression()) })
    }
  }
  return [...found.values()]
}

/** The whole of the URL: a literal, a template, or a sum of them. */
function urlAround(node: Node): Expression | undefined {
  let url: Node | undefined = node
  while (url && isTemplatePart(url)) url = url.getParent()
  const isLiteral =
    Node.isStringLiteral(url) || Node.isNoSubstitutionTemplateLiteral(url) || Node.isTemplateExpression(url)
  if (!isLiteral) return undefined
  while (url && Node.isBinaryExpression(url.getParent())) url = url.getParent()
  return Node.isExpression(url) ? url : undefined
}

const isTemplatePart = (node: Node): boolean =>
  Node.isTemplateHead(node) || Node.isTemplateMiddle(node) || Node.isTemplateTail(node) || Node.isTemplateSpan(node)

/** Where the variable a URL is put into is used. */
function usesOf(url: Expression): Node[] {
  const parent = url.getParent()
  const name = Node.isVariableDeclaration(parent) && parent.getInitializer() === url ? parent.getNameNode() : undefined
  return Node.isIdentifier(name) ? name.findReferencesAsNodes() : []
}

/** The call a URL is given to, as its first argument or as `url` of its options. */
function callTaking(url: Node): CallExpression | undefined {
  const parent = url.getParent()
  const option =
    Node.isPropertyAssignment(parent) && /^(url|path)$/.test(parent.getName()) ? parent.getParent() : undefined
  const argument = option ?? url
  const call = argument.getParent()
  if (Node.isNewExpression(call)) return callTaking(call)
  if (!Node.isCallExpression(call) || call.getArguments()[0] !== argument || isRoute(call)) return undefined
  return senders.test(
    call
      .getExpression()
      .getText()
      .replace(/^.*?(?=[\w$]+\.[\w$]+$)/s, ''),
  )
    ? call
    : undefined
}

/** A server, or a stand-in for one, is given the path and what answers it. */
function isRoute(call: CallExpression): boolean {
  const handled = call.getArguments().some(each => Node.isArrowFunction(each) || Node.isFunctionExpression(each))
  return handled || /^(http|rest|nock|app|router|server|fastify|mock\w*)\b/.test(call.getExpression().getText())
}

/** `const fetch = createFetch(…)` */
function isWrapped(callee: Expression): boolean {
  if (!Node.isIdentifier(callee)) return false
  return declarationsOf(callee).some(
    each => Node.isVariableDeclaration(each) && /^createFetch\(/.test(each.getInitializer()?.getText() ?? ''),
  )
}
