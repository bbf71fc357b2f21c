// Whether everything that takes the result of a call can take what a converter gives: a plain completion, an iteration
// of chunks, or the SDK's own stream of them. What an SDK's promise can do beyond that is an obstacle.
import type { ReasonCode } from '../../engine/reasons.ts'
import { declarationsOf, followAlias } from '../find/modules.ts'
import { Node } from '../morph.ts'
import type { CallSite } from '../site.ts'

export type Consumption =
  | { readonly kind: 'awaited'; readonly start: number; readonly end: number; readonly iterated: boolean }
  | { readonly kind: 'promise'; readonly end: number; readonly iterated: boolean }
  | { readonly kind: 'refused'; readonly reason: ReasonCode; readonly detail: string | undefined }

const refused = (reason: ReasonCode, detail?: string): Consumption => ({ kind: 'refused', reason, detail })

/** Members of the SDK's promise that give more than the result. */
const promiseMembers = /^(withResponse|asResponse|_thenUnwrap)$/

export function consumptionOf(site: CallSite): Consumption {
  const outer = outermost(site.call)
  const parent = outer.getParent()
  if (Node.isAwaitExpression(parent)) {
    const problem = site.streaming === 'yes' ? undefined : completionProblem(parent)
    const iterated = site.streaming === 'yes' && isOnlyIterated(parent)
    return problem ?? { kind: 'awaited', start: parent.getStart(), end: parent.getEnd(), iterated }
  }
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    if (promiseMembers.test(parent.getName())) return refused('raw-response', parent.getName())
    if (!/^(then|catch|finally)$/.test(parent.getName())) return refused('result-unknown', parent.getName())
  }
  // The promise goes its own way: as a plain one, unless something here asks an SDK's promise for more.
  if (/\b(withResponse|asResponse|APIPromise)\b/.test(site.sourceFile.getFullText()))
    return refused('raw-response', 'APIPromise')
  return { kind: 'promise', end: site.call.getEnd(), iterated: false }
}

/** Out of parentheses, `as T`, `satisfies T` and `!`. */
function outermost(node: Node): Node {
  const parent = node.getParent()
  const dressing =
    Node.isParenthesizedExpression(parent) ||
    Node.isAsExpression(parent) ||
    Node.isSatisfiesExpression(parent) ||
    Node.isNonNullExpression(parent)
  return parent && dressing ? outermost(parent) : node
}

/** The references to the variable a value is put into; `undefined` where it goes elsewhere. */
function referencesOf(value: Node): { readonly references: readonly Node[]; readonly type: string } | undefined {
  const outer = outermost(value)
  const parent = outer.getParent()
  const name =
    Node.isVariableDeclaration(parent) || Node.isParameterDeclaration(parent) ? parent.getNameNode() : undefined
  if (Node.isIdentifier(name) && Node.isVariableDeclaration(parent)) {
    return { references: name.findReferencesAsNodes(), type: parent.getTypeNode()?.getText() ?? '' }
  }
  if (Node.isBinaryExpression(parent) && parent.getOperatorToken().getText() === '=' && parent.getRight() === outer) {
    const left = parent.getLeft()
    const [declaration] = Node.isIdentifier(left) ? declarationsOf(left) : []
    if (!Node.isVariableDeclaration(declaration) || !Node.isIdentifier(left)) return undefined
    const references = left.findReferencesAsNodes().filter(reference => reference !== left)
    return { references, type: declaration.getTypeNode()?.getText() ?? '' }
  }
  return undefined
}

/** What a converted completion does not have, or is not. */
function completionProblem(value: Node): Consumption | undefined {
  for (const each of [outermost(value), ...(referencesOf(value)?.references ?? [])]) {
    const parent = each.getParent()
    const name =
      Node.isPropertyAccessExpression(parent) && parent.getExpression() === each ? parent.getName() : undefined
    if (name === '_request_id') return refused('raw-response', name)
    if (name === 'system_fingerprint') return refused('result-lost', name)
  }
  return undefined
}

/** Whether the caller itself asks if the result is a stream. */
export function isTestedForStream(site: CallSite): boolean {
  const parent = outermost(site.call).getParent()
  const references = Node.isAwaitExpression(parent) ? (referencesOf(parent)?.references ?? []) : []
  return references.some(reference => {
    const use = reference.getParent()
    return Node.isBinaryExpression(use) && use.getOperatorToken().getText() === 'instanceof'
  })
}

const streamType = /\bStream\s*</

/** Whether nothing is asked of a stream but an iteration: then any iteration will do. */
function isOnlyIterated(value: Node): boolean {
  const outer = outermost(value)
  if (/\bas\b[^()]*\bStream\b/.test(outer.getText().slice(value.getEnd() - outer.getStart()))) return false
  if (isIteration(outer)) return true
  const bound = referencesOf(value)
  if (bound === undefined) return isIteratedArgument(outer, 0)
  return !streamType.test(bound.type) && !isExported(outer) && areIterations(bound.references, 0)
}

/** What becomes of it in another file nobody can see. */
function isExported(value: Node): boolean {
  const declaration = value.getParent()
  const statement = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : undefined
  return statement?.isExported() === true
}

/** `for await (… of stream)`, `yield* stream`, `Readable.from(stream)`. */
function isIteration(node: Node): boolean {
  const parent = node.getParent()
  if (Node.isForOfStatement(parent)) return parent.isAwaited() && parent.getExpression() === node
  if (Node.isYieldExpression(parent)) return parent.getText().startsWith('yield*')
  return Node.isCallExpression(parent) && /\b(Readable|Array)\.from(Async)?$/.test(parent.getExpression().getText())
}

function areIterations(references: readonly Node[], depth: number): boolean {
  return references.every(reference => {
    const outer = outermost(reference)
    const parent = outer.getParent()
    const isDeclared =
      (Node.isVariableDeclaration(parent) && parent.getNameNode() === reference) ||
      (Node.isParameterDeclaration(parent) && parent.getNameNode() === reference) ||
      (Node.isBinaryExpression(parent) && parent.getLeft() === outer)
    return isIteration(outer) || isDeclared || isTested(outer) || isIteratedArgument(outer, depth)
  })
}

/** `if (!stream) …` */
function isTested(node: Node): boolean {
  const parent = node.getParent()
  return (
    (Node.isIfStatement(parent) && parent.getExpression() === node) ||
    (Node.isPrefixUnaryExpression(parent) && parent.getText().startsWith('!'))
  )
}

function parameterFor(argument: Node) {
  const call = argument.getParent()
  if (!Node.isCallExpression(call)) return undefined
  const index = call.getArguments().indexOf(argument)
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  if (index < 0 || !Node.isIdentifier(name)) return undefined
  for (const each of declarationsOf(name).flatMap(first => [first, ...followAlias(first)])) {
    const value = Node.isVariableDeclaration(each) || Node.isPropertyDeclaration(each) ? each.getInitializer() : each
    // Without a body nobody can see what becomes of it.
    const visible = Node.isBodied(value) || (Node.isBodyable(value) && value.hasBody())
    if (Node.isParametered(value) && visible) return value.getParameters()[index]
  }
  return undefined
}

/** A function of this repository that does nothing with the stream but iterate it. */
function isIteratedArgument(argument: Node, depth: number): boolean {
  const parameter = parameterFor(argument)
  const name = parameter?.getNameNode()
  if (parameter === undefined || depth > 3 || !Node.isIdentifier(name)) return false
  const owner = parameter.getParent()
  const generics = Node.isTypeParametered(owner) ? owner.getTypeParameters().map(each => each.getText()) : []
  const typed = streamType.test([parameter.getTypeNode()?.getText(), ...generics].join(' '))
  return !typed && areIterations(name.findReferencesAsNodes(), depth + 1)
}
