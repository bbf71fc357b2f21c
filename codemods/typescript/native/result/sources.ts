// Which part of a result an expression is, told from where it comes and without rewriting anything.
import type { CallExpression, Expression } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf, definitionsOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { functionOf, returnsOf } from '../functions.ts'
import { bare, isNullish, literalText } from '../syntax.ts'
import { memberOf } from './members.ts'
import { passedThrough } from './passing.ts'
import { combined } from './several.ts'
import { broughtBy, type Value } from './value.ts'

/** A kind, or `promise of <kind>`; `nothing` is null, undefined, and what says no more than what was seen before. */
type Part = string

const promised = 'promise of '
const nothing = 'nothing'

const settled = (part: Part): Part => (part.startsWith(promised) ? part.slice(promised.length) : part)

/** The part that a value is, promised or not. */
export function partOfValue({ kind, brings = 'completion' }: Value): Part {
  if (kind === 'callList') return 'calls'
  return kind === 'promise' ? promised + brings : kind
}

/** Whether a source gives this part of a result, too, or nothing at all. Sites it comes from move together. */
export function givesSame(context: Context, source: Node, value: Value): boolean {
  const found = partOf(context, source)
  return found === nothing || found === partOfValue(value)
}

/** What else is put into a variable that holds a part of a result has to be the same part of one. */
export function requireSame(context: Context, source: Node, value: Value): undefined {
  if (!givesSame(context, source, value)) {
    throw new LeftAlone('result-unknown', 'a variable that holds other things, too')
  }
}

/** Whether everything a function returns is this part of a result; an async function returns what it promises. */
export function returnsOnly(context: Context, made: Node, value: Value): boolean {
  const returned = returnsOf(made)
  const given = (part: Part) => (isAsync(made) ? settled(part) : part)
  const expected = given(partOfValue(value))
  return (
    returned?.expressions.every(each => {
      const part = partOf(context, each)
      return part === nothing || (part !== undefined && given(part) === expected)
    }) === true
  )
}

export const isAsync = (made: Node) => Node.isAsyncable(made) && made.isAsync()

function partOf(context: Context, source: Node, seen: Set<Node> = new Set()): Part | undefined {
  const node = bare(source)
  if (isNullish(node) || seen.has(node)) return nothing
  seen.add(node)
  const site = context.sites.get(node)
  if (site !== undefined) {
    if (site !== context.site) context.draft.companions.add(site)
    return site.method === 'stream' ? 'stream' : promised + broughtBy(site)
  }
  if (Node.isAwaitExpression(node)) {
    const inner = partOf(context, node.getExpression(), seen)
    return inner && settled(inner)
  }
  if (Node.isConditionalExpression(node)) return agreed(context, [node.getWhenTrue(), node.getWhenFalse()], seen)
  if (Node.isBinaryExpression(node)) {
    const operator = node.getOperatorToken().getText()
    if (operator === '&&') return partOf(context, node.getRight(), seen)
    return /^(\?\?|\|\|)$/.test(operator) ? agreed(context, [node.getLeft(), node.getRight()], seen) : undefined
  }
  if (Node.isIdentifier(node)) return partOfVariable(context, node, seen)
  if (Node.isPropertyAccessExpression(node)) return partOfMember(context, node.getExpression(), node.getName(), seen)
  if (Node.isElementAccessExpression(node)) {
    const index = node.getArgumentExpression()
    return partOfMember(context, node.getExpression(), literalText(index) ?? index?.getText() ?? '', seen)
  }
  return Node.isCallExpression(node) ? partOfCall(context, node, seen) : undefined
}

/** What a loop over a part is given. */
const elements: Readonly<Partial<Record<Part, Part>>> = { calls: 'call', stream: 'chunk' }

function partOfVariable(context: Context, node: Node, seen: Set<Node>): Part | undefined {
  const declaration = declarationOf(node)
  const held = declaration && context.held.get(declaration)
  if (held !== undefined) return held === 'chunkUsage' ? 'usage' : held
  // A parameter that is followed already, handed on to the function itself.
  if (Node.isParameterDeclaration(declaration)) return context.draft.shared.has(declaration) ? nothing : undefined
  const loop = declaration?.getParent()?.getParent()
  if (Node.isForOfStatement(loop)) return elements[partOf(context, loop.getExpression(), seen) ?? '']
  const definitions = Node.isIdentifier(node) ? definitionsOf(node) : undefined
  return definitions && definitions.length > 0 ? agreed(context, definitions, seen) : undefined
}

function partOfMember(context: Context, holder: Expression, name: string, seen: Set<Node>): Part | undefined {
  const part = partOf(context, holder, seen)
  if (part === 'calls' && name === '0') return 'call'
  if (part === 'call' && name === 'function') return 'function'
  const member = part && memberOf(part, name)
  if (member === 'chunkUsage') return 'usage'
  return typeof member === 'string' ? member : undefined
}

function partOfCall(context: Context, call: Node, seen: Set<Node>): Part | undefined {
  if (!Node.isCallExpression(call)) return undefined
  const callee = call.getExpression()
  const several = partOfSeveral(context, call, seen)
  if (several !== undefined) return several
  const callback = call.getArguments().find(each => functionOf(each) && passedThrough(each) === call)
  const declaration = callback
    ? callback
    : declarationOf(Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee)
  const returned = declaration && returnsOf(declaration)
  const made = declaration && functionOf(declaration)
  const part = returned && agreed(context, returned.expressions, seen)
  if (part === undefined || part === nothing || made === undefined) return part
  return isAsync(made) || callback ? promised + settled(part) : part
}

/** `items.map(item => create(…))`, and `Promise.all` of that. */
function partOfSeveral(context: Context, call: CallExpression, seen: Set<Node>): Part | undefined {
  const [first] = call.getArguments()
  const callee = call.getExpression()
  const kind = combined[callee.getText()]
  if (first && kind) return partOf(context, first, seen) === 'promises' ? promised + kind : undefined
  const made = first && functionOf(first)
  if (made === undefined || !Node.isPropertyAccessExpression(callee) || callee.getName() !== 'map') return undefined
  const returned = returnsOf(made)
  const part = returned && agreed(context, returned.expressions, seen)
  if (part === undefined || settled(part) !== 'completion') return undefined
  return part !== 'completion' || isAsync(made) ? 'promises' : 'several'
}

function agreed(context: Context, sources: readonly Node[], seen: Set<Node>): Part | undefined {
  const parts = sources.map(source => partOf(context, source, seen))
  const [first = nothing, ...others] = new Set(parts.filter(part => part !== nothing))
  return parts.includes(undefined) || others.length > 0 ? undefined : first
}
