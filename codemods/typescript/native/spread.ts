// A request that is put together: spread literals, conditions, and names that hold all of it or a part.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { chatParameters } from '../../../src/atlas/parameters.ts'
import type { Row } from '../../../src/atlas/row.ts'
import { Node } from '../morph.ts'
import { mayHaveMore } from '../request/declared.ts'
import { declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { type Returned, returnsOf } from './functions.ts'
import { heldBy, type MemberVisit } from './holder.ts'
import { ownersOf } from './owner.ts'
import { retypeRequest } from './request-type.ts'
import { bare, isNullish, literalText } from './syntax.ts'

interface Visit extends MemberVisit {
  /** An object whose members are members of the request. */
  part(literal: ObjectLiteralExpression): void
}

/** The literals that are the request itself, one of them at a time; every other part is visited. */
export function rootsOf(context: Context, request: Node, visit: Visit): ObjectLiteralExpression[] {
  const node = undress(context, request, visit)
  if (Node.isObjectLiteralExpression(node)) {
    if (context.seen.has(node)) return []
    context.seen.add(node)
    visitSpreads(context, node, visit)
    return [node]
  }
  if (Node.isConditionalExpression(node)) {
    return [node.getWhenTrue(), node.getWhenFalse()].flatMap(each => rootsOf(context, each, visit))
  }
  if (isName(node)) return heldBy(context, node, visit).flatMap(each => rootsOf(context, each, visit))
  const returned = returnedBy(context, node, visit)
  if (returned) return returned.expressions.flatMap(each => rootsOf(context, each, visit))
  throw new LeftAlone('request-unknown', 'the request is not a literal')
}

const isName = (node: Node) => Node.isIdentifier(node) || Node.isPropertyAccessExpression(node)

function undress(context: Context, expression: Node, { named }: Visit): Node {
  let node = expression
  while (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node)) {
    if (!Node.isParenthesizedExpression(node)) retypeRequest(context, node.getTypeNode(), named)
    node = node.getExpression()
  }
  return node
}

function visitSpreads(context: Context, literal: ObjectLiteralExpression, visit: Visit): void {
  for (const property of literal.getProperties()) {
    if (Node.isSpreadAssignment(property)) visitPart(context, property.getExpression(), visit)
  }
}

function visitPart(context: Context, expression: Node, visit: Visit): undefined {
  const node = undress(context, expression, visit)
  if (isNullish(node) || literalText(node) === '' || Node.isFalseLiteral(node)) return
  if (Node.isObjectLiteralExpression(node)) {
    if (context.seen.has(node)) return
    context.seen.add(node)
    visitSpreads(context, node, visit)
    visit.part(node)
    return
  }
  if (Node.isConditionalExpression(node)) {
    visitPart(context, node.getWhenTrue(), visit)
    return visitPart(context, node.getWhenFalse(), visit)
  }
  if (Node.isBinaryExpression(node)) {
    const operator = node.getOperatorToken().getText()
    if (operator !== '&&') visitPart(context, node.getLeft(), visit)
    return visitPart(context, node.getRight(), visit)
  }
  if (isNeutral(context, node)) return
  if (isName(node)) {
    for (const each of heldBy(context, node, visit)) visitPart(context, each, visit)
    return
  }
  const returned = returnedBy(context, node, visit)
  if (returned === undefined) throw new LeftAlone('request-unknown', 'a spread')
  for (const each of returned.expressions) visitPart(context, bare(each), visit)
}

/** `...defaults()`, of a function whose every call goes into a request. */
function returnedBy(context: Context, node: Node, { named }: Visit): Returned | undefined {
  if (!Node.isCallExpression(node)) return undefined
  const callee: Expression = node.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  const declaration = Node.isIdentifier(name) ? declarationOf(name) : undefined
  const returned = declaration && returnsOf(declaration)
  if (!returned || !Node.isReferenceFindable(returned.declaration)) return undefined
  for (const use of returned.declaration.findReferencesAsNodes()) {
    const parent = use.getParent()
    const called = Node.isPropertyAccessExpression(parent) ? parent.getParent() : parent
    if (!Node.isCallExpression(called)) continue
    const owners = ownersOf(context, called)
    if (owners.size === 0) throw new LeftAlone('request-unknown', 'a function that others call, too')
    for (const site of owners) if (site !== context.site) context.draft.companions.add(site)
  }
  retypeRequest(context, returned.type, named)
  return returned
}

/** Members that are the same in both requests, whatever their values are. */
export const same: ReadonlySet<string> = new Set(
  Object.entries<Row>(chatParameters).flatMap(([name, row]) =>
    row.kind === 'same' && row.toResponses === undefined ? [name] : [],
  ),
)

/** An object that has no other members, as far as its type tells: nothing of it changes. */
function isNeutral(context: Context, node: Node): boolean {
  // A type lets objects with more members through: whoever hands one in says what it has.
  if (!context.typed || mayHaveMore(node)) return false
  const type = node.getType().getNonNullableType()
  return (type.isUnion() ? type.getUnionTypes() : [type]).every(each => {
    if (!each.isObject() || each.getStringIndexType() || each.getCallSignatures().length > 0) return false
    const members = each.getProperties()
    return members.length > 0 && members.every(member => same.has(member.getName()))
  })
}
