// Requests to the URL of Chat Completions without the SDK: fetch, axios, got and their like.
import type { CallExpression, Expression, SourceFile } from 'ts-morph'
import { type Exchange, exchangeOf, instanceBase } from '../http/exchange.ts'
import { Node } from '../morph.ts'
import { assignedTo } from '../native/bindings.ts'
import { destinationOf } from './destination.ts'
import { declarationsOf, packageNameOf } from './modules.ts'
import { type Destination, worse } from './named-destination.ts'
import { hostOf } from './vendors.ts'

export interface RawCall {
  readonly call: CallExpression
  /** The literal, or the sum of literals, that holds the path. */
  readonly url: Expression
  readonly destination: Destination
  /** It goes through this package's fetch already. */
  readonly wrapped: boolean
  /** The deployment is part of the URL: Azure's way before /openai/v1. */
  readonly deployment: boolean
  readonly exchange: Exchange | undefined
}

const path = /chat\/completions/g

/** Functions that send a request, by the last names of their callees. */
const senders =
  /^(fetch|\$fetch|ofetch|axios|got|ky|request|undiciFetch|nodeFetch|useFetch)$|(^|\.)(fetch|post|request|create|stream|fetchEventSource|ajax)$/

export function findRawCalls(sourceFile: SourceFile): RawCall[] {
  const found = new Map<CallExpression, RawCall>()
  for (const { index } of sourceFile.getFullText().matchAll(path)) {
    const node = sourceFile.getDescendantAtPos(index)
    const url = node && urlAround(node)
    if (url === undefined) continue
    const uses = usesOf(url)
    for (const each of [url, ...uses]) {
      const call = callTaking(each)
      if (call === undefined) continue
      const before = found.get(call)
      const destination = destinationFor(url, call)
      const deployment = /\/deployments\//.test(url.getText()) || before?.deployment === true
      found.set(call, {
        call,
        url,
        destination: before === undefined ? destination : worse(before.destination, destination),
        wrapped: isWrapped(call.getExpression()),
        deployment,
        exchange: exchangeOf(call, url, uses),
      })
    }
  }
  return [...found.values()]
}

/** A path alone is that of the instance it is given to: `axios.create({ baseURL })`. */
function destinationFor(url: Expression, call: CallExpression): Destination {
  const text = url.getText().slice(1)
  const host = hostOption(call)
  if (host !== undefined && hostOf(text) === undefined) return destinationOf(host)
  const base = hostOf(text) === undefined && /^\/?(v1\/)?chat/.test(text) ? instanceBase(call) : undefined
  return destinationOf(base ?? url)
}

/** `https.request({ hostname, path })` */
function hostOption(call: CallExpression): Expression | undefined {
  const [options] = call.getArguments()
  if (!Node.isObjectLiteralExpression(options)) return undefined
  const property = options.getProperty('hostname') ?? options.getProperty('host')
  return Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
}

/** The whole of the URL: a literal, a template, or a sum of them. */
function urlAround(node: Node): Expression | undefined {
  let url: Node | undefined = node
  while (url && isTemplatePart(url)) url = url.getParent()
  const isLiteral =
    Node.isStringLiteral(url) || Node.isNoSubstitutionTemplateLiteral(url) || Node.isTemplateExpression(url)
  if (!isLiteral) return undefined
  while (url && Node.isBinaryExpression(url.getParent()) && assignedTo(url) === undefined && !isAssigned(url))
    url = url.getParent()
  return Node.isExpression(url) ? url : undefined
}

const isTemplatePart = (node: Node): boolean =>
  Node.isTemplateHead(node) || Node.isTemplateMiddle(node) || Node.isTemplateTail(node) || Node.isTemplateSpan(node)

/** `url = '…'` */
function isAssigned(url: Node): boolean {
  const parent = url.getParent()
  return Node.isBinaryExpression(parent) && parent.getRight() === url && parent.getOperatorToken().getText() === '='
}

/** Where the variable, or the member of an object, that a URL is put into is used. */
function usesOf(url: Expression): Node[] {
  const parent = url.getParent()
  if (Node.isBinaryExpression(parent)) {
    const left = parent.getLeft()
    const [declaration] = Node.isIdentifier(left) ? declarationsOf(left) : []
    const name = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
    return Node.isIdentifier(name) ? name.findReferencesAsNodes() : []
  }
  const holder = Node.isVariableDeclaration(parent) || Node.isPropertyAssignment(parent) ? parent : undefined
  if (holder?.getInitializer() !== url) return []
  const name = holder.getNameNode()
  if (!Node.isIdentifier(name) || callTaking(url) !== undefined) return []
  const references = name.findReferencesAsNodes().filter(each => each !== name)
  if (Node.isVariableDeclaration(parent)) return references
  return references.flatMap(each => {
    const access = each.getParent()
    return Node.isPropertyAccessExpression(access) && access.getNameNode() === each ? [access] : []
  })
}

/** The call a URL is given to, as its first argument or as `url` of its options. */
function callTaking(url: Node): CallExpression | undefined {
  const parent = url.getParent()
  const option =
    (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) &&
    /^(url|path)$/.test(parent.getName())
      ? parent.getParent()
      : undefined
  const argument = option ?? url
  const call = argument.getParent()
  if (Node.isNewExpression(call)) return callTaking(call)
  if (!Node.isCallExpression(call)) return undefined
  const callee = call.getExpression()
  // `request.open('POST', url)` of an XMLHttpRequest
  if (call.getArguments()[1] === argument && /\.open$/.test(callee.getText())) return call
  if (call.getArguments()[0] !== argument || isRoute(call)) return undefined
  if (Node.isCallExpression(callee)) return isWrapped(callee) ? call : undefined
  return senders.test(callee.getText().replace(/^.*?(?=[\w$]+\.[\w$]+$)/s, '')) ? call : undefined
}

/** A server, or a stand-in for one, is given the path and what answers it. */
export function isRoute(call: CallExpression): boolean {
  // `https.request(options, response => …)` takes what reads the answer.
  if (Node.isObjectLiteralExpression(call.getArguments()[0])) return false
  const handled = call.getArguments().some(each => Node.isArrowFunction(each) || Node.isFunctionExpression(each))
  if (handled || isOwnServer(call.getExpression())) return true
  return /^(http|rest|nock|app|router|server|fastify|mock\w*)\b/.test(call.getExpression().getText())
}

const testers: ReadonlySet<string | undefined> = new Set(['supertest', 'supertest-session', 'chai', 'chai-http'])

/** `request(app).post(…)`: a test asks the program's own server, by supertest or one of its kind. */
function isOwnServer(callee: Expression): boolean {
  const made = Node.isPropertyAccessExpression(callee) ? callee.getExpression() : undefined
  if (!Node.isCallExpression(made)) return false
  const maker = made.getExpression()
  const name = Node.isPropertyAccessExpression(maker) ? maker.getExpression() : maker
  return Node.isIdentifier(name) && declarationsOf(name).some(each => testers.has(packageNameOf(each)?.module))
}

/** `const fetch = createFetch(…)`, `createFetch(…)(url)` */
function isWrapped(callee: Expression): boolean {
  if (Node.isCallExpression(callee)) return callee.getExpression().getText() === 'createFetch'
  if (!Node.isIdentifier(callee)) return false
  return declarationsOf(callee).some(
    each => Node.isVariableDeclaration(each) && /^createFetch\(/.test(each.getInitializer()?.getText() ?? ''),
  )
}
