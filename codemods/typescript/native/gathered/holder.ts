// The list, record or map in which a loop gathers calls: empty before the loop, and looked at only when all have come.
import type { ForOfStatement, VariableDeclaration } from 'ts-morph'
import { Node } from '../../morph.ts'
import { assignedTo, declarationOf, usesInFile } from '../bindings.ts'
import { LeftAlone } from '../draft.ts'
import { enclosingFunction } from '../functions.ts'
import { bare } from '../syntax.ts'
import type { Names } from './names.ts'

export interface Holder {
  readonly declaration: VariableDeclaration
  readonly name: string
  readonly kind: 'list' | 'record' | 'map'
  /** Uses outside of the loop that gathers. */
  readonly uses: readonly Node[]
}

const unknown = (detail: string) => new LeftAlone('result-unknown', detail)

/** @throws {LeftAlone} */
export function holderOf({ holder }: Names, gatheringLoop: Node): Holder {
  const declaration = holder && declarationOf(holder)
  const stream = gatheringLoop.getFirstAncestor(each => Node.isForOfStatement(each) && each.isAwaited())
  if (!Node.isVariableDeclaration(declaration) || !Node.isForOfStatement(stream)) throw unknown('pieces kept elsewhere')
  if (declaration.getVariableStatement()?.isExported()) throw unknown('an exported variable')
  const kind = kindOf(declaration)
  if (kind === undefined || !isNewFor(declaration, stream)) throw unknown('pieces kept beside others')
  const uses = usesInFile(declaration.getNameNode()).filter(use => !contains(gatheringLoop, use))
  if (uses.some(isChange)) throw unknown('gathered calls that are changed')
  if (uses.some(use => contains(stream, use) && !isAtTheEnd(use, stream))) {
    throw unknown('gathered calls that are read before all have come')
  }
  return { declaration, name: declaration.getName(), kind, uses }
}

export const contains = (outer: Node, inner: Node): boolean => outer.containsRange(inner.getPos(), inner.getEnd())

function kindOf(declaration: VariableDeclaration): Holder['kind'] | undefined {
  const initializer = declaration.getInitializer()
  const value = initializer && bare(initializer)
  if (Node.isArrayLiteralExpression(value) && value.getElements().length === 0) return 'list'
  if (Node.isObjectLiteralExpression(value) && value.getProperties().length === 0) return 'record'
  const makesMap = Node.isNewExpression(value) && value.getExpression().getText() === 'Map'
  return makesMap && value.getArguments().length === 0 ? 'map' : undefined
}

/** Whether each run of the stream's loop begins with an empty one. */
function isNewFor(declaration: VariableDeclaration, stream: ForOfStatement): boolean {
  const block = declaration.getVariableStatement()?.getParent()
  if (block === undefined || enclosingFunction(declaration) !== enclosingFunction(stream)) return false
  for (const each of stream.getAncestors()) {
    if (each === block) return true
    if (Node.isIterationStatement(each)) return false
  }
  return false
}

const changing = /^(push|unshift|splice|pop|shift|sort|reverse|set|delete|clear|fill)$/

function isChange(use: Node): boolean {
  if (assignedTo(use) !== undefined) return true
  const access = use.getParent()
  if (Node.isElementAccessExpression(access) && access.getExpression() === use) return assignedTo(access) !== undefined
  if (!Node.isPropertyAccessExpression(access) || access.getExpression() !== use) return false
  return changing.test(access.getName()) || assignedTo(access) !== undefined
}

/** `if (chunk.choices[0].finish_reason === 'tool_calls') { … }`. */
function isAtTheEnd(use: Node, stream: ForOfStatement): boolean {
  const asked = use.getFirstAncestor(
    each => Node.isIfStatement(each) && contains(each.getThenStatement(), use) && asksForReason(each.getExpression()),
  )
  return asked !== undefined && contains(stream, asked)
}

function asksForReason(condition: Node): boolean {
  if (/[!|]/.test(condition.getText())) return false
  return [condition, ...condition.getDescendants()].filter(Node.isIdentifier).some(name => {
    const declaration = name.getText() === 'finish_reason' ? undefined : declarationOf(name)
    const initial = Node.isVariableDeclaration(declaration) ? declaration.getInitializer()?.getText() : undefined
    return name.getText() === 'finish_reason' || /\bfinish_reason$/.test(initial ?? '')
  })
}
