// What the names in a loop over pieces of calls stand for: a member of the piece, or the place of a call in the list.
import type { Identifier } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import { bare, isNullish, literalText } from '../syntax.ts'

/** A member of a piece: `''` is the piece itself, `function.name` is the name of what is called. */
export type Path = string

export interface Names {
  /** Variables that hold a member of the piece. */
  readonly pieces: Map<Node, Path>
  /** Variables that hold the call as gathered so far. */
  readonly entries: Set<Node>
  /** The list, record or map in which calls are gathered by their index. */
  holder: Identifier | undefined
}

/** `piece.function?.name`, `piece.id ?? ''`: which member of the piece an expression reads. */
export function pathOf(names: Names, expression: Node): Path | undefined {
  const node = bare(expression)
  if (Node.isIdentifier(node)) {
    const declaration = declarationOf(node)
    return declaration && names.pieces.get(declaration)
  }
  if (Node.isBinaryExpression(node) && /^(\?\?|\|\|)$/.test(node.getOperatorToken().getText())) {
    const fallback = node.getRight()
    const plain = isNullish(fallback) || literalText(fallback) !== undefined || fallback.getText() === '0'
    return plain ? pathOf(names, node.getLeft()) : undefined
  }
  if (!Node.isPropertyAccessExpression(node)) return undefined
  const holder = pathOf(names, node.getExpression())
  return holder === undefined ? undefined : pathIn(holder, node.getName())
}

const members: ReadonlySet<Path> = new Set(['index', 'id', 'type', 'function', 'function.name', 'function.arguments'])

export function pathIn(holder: Path, name: string): Path | undefined {
  const path = holder === '' ? name : `${holder}.${name}`
  return members.has(path) ? path : undefined
}

/** `calls[piece.index]`, `calls.get(index)!`. */
export function isSlot(names: Names, expression: Node): boolean {
  const node = bare(expression)
  if (Node.isElementAccessExpression(node)) {
    const index = node.getArgumentExpression()
    return index !== undefined && pathOf(names, index) === 'index' && isHolder(names, node.getExpression())
  }
  return isCallOf(names, node, 'get')
}

/** `calls.get(index)`, `calls.has(index)`, `calls.set(index, …)`. */
export function isCallOf(names: Names, node: Node, method: string): boolean {
  if (!Node.isCallExpression(node)) return false
  const callee = node.getExpression()
  const [index] = node.getArguments()
  if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== method || index === undefined) return false
  return pathOf(names, index) === 'index' && isHolder(names, callee.getExpression())
}

/** Whether this is where the calls are gathered; the first one that is seen is it. */
export function isHolder(names: Names, expression: Node): boolean {
  const node = bare(expression)
  if (!Node.isIdentifier(node)) return false
  names.holder ??= node
  return declarationOf(node) !== undefined && declarationOf(node) === declarationOf(names.holder)
}

/** `calls[index].function.name`: the member of a call as gathered so far; `''` is the call. */
export function entryPathOf(names: Names, expression: Node): Path | undefined {
  const node = bare(expression)
  if (isSlot(names, node)) return ''
  if (Node.isIdentifier(node)) {
    const declaration = declarationOf(node)
    return declaration && names.entries.has(declaration) ? '' : undefined
  }
  if (!Node.isPropertyAccessExpression(node)) return undefined
  const holder = entryPathOf(names, node.getExpression())
  if (holder === undefined) return undefined
  return holder === '' ? node.getName() : `${holder}.${node.getName()}`
}
