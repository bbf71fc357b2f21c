// A request that is put together: spread literals, conditions, and variables that hold a part of it.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import { declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { returnsOf } from './functions.ts'
import { bare, isNullish, literalText } from './syntax.ts'
import { retype } from './types.ts'

type Visit = (part: ObjectLiteralExpression) => void

/** The literal that is the request itself; every other part is visited. */
export function partsOf(context: Context, request: Expression, visit: Visit): ObjectLiteralExpression {
  const node = undress(context, request)
  const literal = Node.isIdentifier(node) ? literalOf(context, node, visit) : node
  if (!Node.isObjectLiteralExpression(literal)) throw new LeftAlone('request-unknown', 'the request is not a literal')
  visitSpreads(context, literal, visit)
  return literal
}

function undress(context: Context, expression: Node): Node {
  let node = expression
  while (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node)) {
    if (!Node.isParenthesizedExpression(node)) retype(context, node.getTypeNode())
    node = node.getExpression()
  }
  return node
}

function visitSpreads(context: Context, literal: ObjectLiteralExpression, visit: Visit): void {
  for (const property of literal.getProperties()) {
    if (Node.isSpreadAssignment(property)) visitPart(context, property.getExpression(), visit)
  }
}

function visitPart(context: Context, expression: Node, visit: Visit): void {
  const node = undress(context, expression)
  if (isNullish(node) || literalText(node) === '' || Node.isFalseLiteral(node)) return
  if (Node.isObjectLiteralExpression(node)) {
    if (context.seen.has(node)) return
    context.seen.add(node)
    visitSpreads(context, node, visit)
    visit(node)
  } else if (Node.isConditionalExpression(node)) {
    visitPart(context, node.getWhenTrue(), visit)
    visitPart(context, node.getWhenFalse(), visit)
  } else if (Node.isBinaryExpression(node) && node.getOperatorToken().getText() === '&&') {
    visitPart(context, node.getRight(), visit)
  } else if (Node.isIdentifier(node)) {
    const literal = literalOf(context, node, visit)
    if (!Node.isObjectLiteralExpression(literal)) throw new LeftAlone('request-unknown', 'a spread')
    visitPart(context, literal, visit)
  } else if (Node.isCallExpression(node)) visitReturned(context, node.getExpression(), visit)
  else throw new LeftAlone('request-unknown', 'a spread')
}

/** `...defaults()`, of a function that nobody else calls. */
function visitReturned(context: Context, callee: Expression, visit: Visit): void {
  const declaration = Node.isIdentifier(callee) ? declarationOf(callee) : undefined
  const returned = declaration && returnsOf(declaration)
  if (!returned || !Node.isReferenceFindable(returned.declaration)) throw new LeftAlone('request-unknown', 'a spread')
  for (const use of returned.declaration.findReferencesAsNodes()) {
    const call = use.getParent()
    if (Node.isCallExpression(call) && !isSpreadIntoRequest(context, call)) {
      throw new LeftAlone('request-unknown', 'a function that others call, too')
    }
  }
  retype(context, returned.type)
  for (const each of returned.expressions) visitPart(context, bare(each), visit)
}

/** The literal a variable is declared with, when everything that uses it is a request that moves along. */
function literalOf(context: Context, identifier: Node, _visit: Visit): Node | undefined {
  const declaration = declarationOf(identifier)
  if (!Node.isVariableDeclaration(declaration)) throw new LeftAlone('request-unknown', 'a request from elsewhere')
  const initializer = declaration.getInitializer()
  if (!initializer || declaration.getVariableStatement()?.isExported()) {
    throw new LeftAlone('request-unknown', 'a request from elsewhere')
  }
  retype(context, declaration.getTypeNode())
  context.draft.shared.add(declaration)
  for (const use of declaration.findReferencesAsNodes()) {
    if (use !== declaration.getNameNode()) requireRequest(context, use)
  }
  return undress(context, initializer)
}

/** Members that are the same in both requests, and may be read or set anywhere. */
const same: ReadonlySet<string> = new Set(['model', 'temperature', 'top_p', 'stream', 'user', 'store', 'metadata'])

function requireRequest(context: Context, use: Node): void {
  const parent = use.getParent()
  if (Node.isPropertyAccessExpression(parent) && same.has(parent.getName())) return
  const site = Node.isExpression(use) && parent ? context.sites.get(parent) : undefined
  if (site?.request === use) {
    if (site !== context.site) context.draft.companions.add(site)
    return
  }
  if (!isSpreadIntoRequest(context, use)) throw new LeftAlone('request-unknown', 'a request that others read, too')
}

function isSpreadIntoRequest(context: Context, node: Node): boolean {
  const parent = node.getParent()
  if (!Node.isSpreadAssignment(parent)) return false
  const literal = parent.getParent()
  const call = literal.getParent()
  const site = call && context.sites.get(call)
  if (site === undefined || site.request !== literal) return false
  if (site !== context.site) context.draft.companions.add(site)
  return true
}
