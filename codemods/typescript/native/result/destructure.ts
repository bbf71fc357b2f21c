// `const { choices: [{ message }], usage } = <result>`: each name is what it was, taken from the response.
import type { VariableDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import { usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone, spanOf } from '../draft.ts'
import { requireNullBlindVariable } from './content.ts'
import { follow } from './follow.ts'
import { memberOf } from './members.ts'
import { requireOpaqueVariable } from './opaque.ts'
import type { Kind, Value } from './value.ts'
import { followVariable, lastingName, removeStatement } from './variables.ts'

interface Leaf {
  readonly kind: Kind | { readonly as: string }
  readonly name: Node
  readonly fallback: boolean
}

export function followPattern(context: Context, value: Value, declaration: VariableDeclaration): undefined {
  if (value.kind === 'promise' || value.kind === 'stream' || value.kind === 'usage') {
    throw new LeftAlone('result-unknown', 'a destructured result')
  }
  const pattern = declaration.getNameNode()
  const leaves = leavesOf(pattern, value.kind)
  requireOpaqueIds(leaves)
  const flat = leaves.every(({ kind }) => typeof kind !== 'string' || kind === 'content' || kind === 'usage')
  if (flat && value.kind !== 'chunk') return followFlat(context, value, declaration, leaves)
  const statement = declaration.getVariableStatement()
  const lasting = lastingName(value)
  const name = lasting ?? freshName(declaration)
  if (lasting !== undefined && statement?.getDeclarations().length === 1) removeStatement(context, statement)
  else {
    context.draft.replace(pattern, name)
    context.draft.replace(declaration.getInitializerOrThrow(), spanOf(value.origin))
  }
  for (const leaf of leaves) followLeaf(context, value, leaf, name)
}

/** `for await (const { choices } of stream)`: each event gets a name. */
export function followChunkPattern(context: Context, declaration: VariableDeclaration): undefined {
  const pattern = declaration.getNameNode()
  const leaves = leavesOf(pattern, 'chunk')
  requireOpaqueIds(leaves)
  const name = freshName(declaration, ['event', 'chunk', 'part', 'piece'])
  context.draft.replace(pattern, name)
  const value: Value = { kind: 'chunk', node: pattern, origin: pattern, optional: false }
  for (const leaf of leaves) followLeaf(context, value, leaf, name)
}

function requireOpaqueIds(leaves: readonly Leaf[]): undefined {
  for (const { kind, name } of leaves) if (typeof kind !== 'string' && kind.as === 'id') requireOpaqueVariable(name)
}

function followLeaf(context: Context, value: Value, leaf: Leaf, name: string): undefined {
  if (leaf.fallback) throw new LeftAlone('result-unknown', 'a default in a destructured result')
  if (leaf.kind === 'usage' || typeof leaf.kind !== 'string') {
    const member = typeof leaf.kind === 'string' ? leaf.kind : leaf.kind.as
    for (const use of usesInFile(leaf.name)) {
      if (Node.isShorthandPropertyAssignment(use.getParent())) throw new LeftAlone('result-unknown', member)
      context.draft.replace(use, `${name}.${member}`)
      if (leaf.kind === 'usage') follow(context, { kind: 'usage', node: use, origin: use, optional: false })
    }
    return
  }
  followVariable(context, { ...value, kind: leaf.kind, name, optional: false }, leaf.name)
}

/** `{ output_text: content, usage }`, in one step from the response. */
function followFlat(
  context: Context,
  value: Value,
  declaration: VariableDeclaration,
  leaves: readonly Leaf[],
): undefined {
  const names = leaves.map(({ kind, name }) => {
    const member = typeof kind === 'string' ? (kind === 'content' ? 'output_text' : kind) : kind.as
    return member === name.getText() ? member : `${member}: ${name.getText()}`
  })
  if (leaves.some(leaf => leaf.fallback)) throw new LeftAlone('result-unknown', 'a default in a destructured result')
  context.draft.replace(declaration.getNameNode(), `{ ${names.join(', ')} }`)
  const initializer = declaration.getInitializerOrThrow()
  if (initializer !== value.origin) context.draft.replace(initializer, value.name ?? spanOf(value.origin))
  for (const { kind, name } of leaves) {
    if (kind === 'content') requireNullBlindVariable(name)
    else if (kind === 'usage') followVariable(context, { ...value, kind }, name)
  }
}

function leavesOf(pattern: Node, kind: Kind): Leaf[] {
  if (Node.isArrayBindingPattern(pattern)) {
    const [first, ...others] = pattern.getElements()
    if (!Node.isBindingElement(first) || others.length > 0) throw new LeftAlone('result-unknown', 'several choices')
    return leafOf(first, kind, '0')
  }
  if (!Node.isObjectBindingPattern(pattern)) return []
  return pattern
    .getElements()
    .flatMap(element => leafOf(element, kind, element.getPropertyNameNode()?.getText() ?? element.getName()))
}

function leafOf(element: Node, kind: Kind, member: string): Leaf[] {
  if (!Node.isBindingElement(element) || element.getDotDotDotToken()) throw new LeftAlone('result-unknown', 'a rest')
  const next = memberOf(kind, member)
  if (next === undefined) throw new LeftAlone('result-lost', `${kind}.${member}`)
  if (typeof next === 'object' && 'says' in next) throw new LeftAlone('result-unknown', `${kind}.${member}`)
  const name = element.getNameNode()
  const fallback = element.getInitializer() !== undefined
  if (Node.isIdentifier(name)) return [{ kind: next, name, fallback }]
  if (typeof next !== 'string' || fallback) throw new LeftAlone('result-unknown', 'a destructured result')
  return leavesOf(name, next)
}

/** A name for the response that the file does not use yet. */
function freshName(node: Node, names = ['response', 'completion', 'answer', 'result']): string {
  const taken = new Set(
    node
      .getSourceFile()
      .getDescendantsOfKind(SyntaxKind.Identifier)
      .map(each => each.getText()),
  )
  return names.find(name => !taken.has(name)) ?? 'modelResponse'
}
