// A variable that holds a part of a result: what it is given, and everything that reads it.
import type { ParameterDeclaration, VariableDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import { assignedTo, symbolOf, usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone, spanOf } from '../draft.ts'
import { callersOf, enclosingFunction } from '../functions.ts'
import { bare } from '../syntax.ts'
import { retypePart } from '../types.ts'
import { followPattern } from './destructure.ts'
import { narrowedBy } from './either.ts'
import { follow } from './follow.ts'
import { partOfValue, requireSame } from './sources.ts'
import { isLoose, type Kind, type Value } from './value.ts'

/** Parts that are the same expression on both sides: what is read of them changes, not they themselves. */
const kept: ReadonlySet<Kind> = new Set([
  'promise',
  'completion',
  'either',
  'promises',
  'several',
  'outcomes',
  'outcome',
  'stream',
  'chunk',
  'usage',
  'call',
  'callList',
  'function',
])

/** `const x = <value>`. */
export function bindTo(context: Context, value: Value, declaration: VariableDeclaration): undefined {
  const name = declaration.getNameNode()
  const statement = declaration.getVariableStatement()
  if (statement?.isExported()) throw new LeftAlone('result-unknown', 'an exported variable')
  if (!Node.isIdentifier(name)) return followPattern(context, value, declaration)
  if (isSeenByTemplate(declaration)) throw new LeftAlone('result-unknown', 'a template may read it')
  if (kept.has(value.kind)) {
    retypePart(context, declaration.getTypeNode())
    return followVariable(context, narrowedBy(value, declaration.getTypeNode()), name)
  }
  if (context.site.method === 'http' && value.optional) {
    throw new LeftAlone('result-unknown', 'a part that may be missing')
  }
  const changed = usesInFile(name).some(use => assignedTo(use) !== undefined)
  const root = changed ? undefined : lastingName(value)
  if (root !== undefined && statement?.getDeclarations().length === 1) {
    removeStatement(context, statement)
    return followVariable(context, { ...value, name: root }, name)
  }
  if (Node.isCatchClause(declaration.getParent())) throw new LeftAlone('result-unknown', 'what is caught')
  retypePart(context, declaration.getTypeNode())
  standIn(context, value)
  followVariable(context, value, name)
}

/** Writes the whole result where Responses has no such part of it. */
export function standIn(context: Context, value: Value): undefined {
  if (kept.has(value.kind) && value.name === undefined) return
  const asserted = value.node.getParent()
  const node = Node.isNonNullExpression(asserted) ? asserted : value.node
  if (value.name === undefined && value.origin === node) return
  const origin = Node.isParenthesizedExpression(value.origin) ? value.origin.getExpression() : value.origin
  const inner = isLoose(node.getParent(), node) ? origin : value.origin
  context.draft.replace(node, value.name ?? spanOf(inner))
}

/** In a component, what stands at the top of the script is in the template's sight. */
function isSeenByTemplate(declaration: VariableDeclaration): boolean {
  const file = declaration.getSourceFile()
  return /\.(vue|svelte)\./.test(file.getFilePath()) && declaration.getVariableStatement()?.getParent() === file
}

/** The variable that holds the whole result, if it holds nothing else later. */
export function lastingName(value: Value): string | undefined {
  if (value.name !== undefined) return value.name
  const origin = bare(value.origin)
  if (!Node.isIdentifier(origin) || value.optional) return undefined
  const changed = usesInFile(origin).some(use => assignedTo(use) !== undefined)
  return changed || assignedTo(origin) || isShadowed(origin) ? undefined : origin.getText()
}

/** Whether something else has the same name further in, where the name would mean that. */
function isShadowed(origin: Node): boolean {
  const scope = enclosingFunction(origin) ?? origin.getSourceFile()
  const symbol = symbolOf(origin)
  return scope
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .some(each => each.getText() === origin.getText() && isDeclared(each) && symbolOf(each) !== symbol)
}

function isDeclared(name: Node): boolean {
  const parent = name.getParent()
  const holder =
    Node.isVariableDeclaration(parent) || Node.isParameterDeclaration(parent) || Node.isBindingElement(parent)
  return holder && parent.getNameNode() === name
}

/** Takes out a statement, and its line when nothing else stands there. */
export function removeStatement(context: Context, statement: Node): undefined {
  const file = statement.getSourceFile()
  const text = file.getFullText()
  const before = /(^|\n)[ \t]*$/.exec(text.slice(0, statement.getStart()))
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(statement.getEnd()))
  const lead = before && after ? before[0].replace('\n', '').length : 0
  // A block does not begin with an empty line for it.
  const opens = before && /\{\s*$/.test(text.slice(0, statement.getStart()))
  const rest = text.slice(statement.getEnd() + (after?.[0].length ?? 0))
  const blank = before && after && opens ? (/^[ \t]*\r?\n/.exec(rest)?.[0].length ?? 0) : 0
  const end = statement.getEnd() + (before && after ? after[0].length + blank : 0)
  context.draft.change(file, statement.getStart() - lead, end)
}

/** `x = <value>`, where `x` is a variable of this file. */
export function assignTo(context: Context, value: Value, target: Node): undefined {
  const name = bare(target)
  if (!Node.isIdentifier(name)) throw new LeftAlone('result-unknown', 'a result that is kept in an object')
  const declared = [name, ...usesInFile(name)].find(use => holderOf(use) !== undefined)
  const holder = declared && holderOf(declared)
  if (declared === undefined || holder === undefined) {
    throw new LeftAlone('result-unknown', 'a result that is kept elsewhere')
  }
  context.draft.shared.add(holder)
  for (const source of sourcesOf(holder)) requireSame(context, source, value)
  retypePart(context, holder.getTypeNode())
  standIn(context, value)
  followVariable(context, narrowedBy(value, holder.getTypeNode()), declared)
}

/** The declaration whose name this is. */
function holderOf(name: Node): VariableDeclaration | ParameterDeclaration | undefined {
  const parent = name.getParent()
  const declares = Node.isVariableDeclaration(parent) || Node.isParameterDeclaration(parent)
  return declares && parent.getNameNode() === name ? parent : undefined
}

/** What a variable holds at first, and a parameter is given. @throws {LeftAlone} */
function sourcesOf(holder: VariableDeclaration | ParameterDeclaration): Node[] {
  const initializer = holder.getInitializer()
  const first = initializer ? [initializer] : []
  if (Node.isVariableDeclaration(holder)) {
    if (holder.getVariableStatement()?.isExported()) throw new LeftAlone('result-unknown', 'an exported variable')
    return first
  }
  const made = enclosingFunction(holder.getNameNode())
  const callers = made && callersOf(made)
  if (!Node.isParametered(made) || callers === undefined) throw new LeftAlone('result-unknown', 'a parameter')
  const index = made.getParameters().indexOf(holder)
  return [...first, ...callers.flatMap(call => (Node.isCallExpression(call) ? (call.getArguments()[index] ?? []) : []))]
}

/** Everything that reads a variable which holds a result. */
export function followVariable(context: Context, value: Value, name: Node): undefined {
  if (context.followed.has(name)) return
  context.followed.add(name)
  context.held.set(name.getParentOrThrow(), partOfValue(value))
  for (const use of usesInFile(name)) {
    const declaration = use.getParent()
    const declared = Node.isVariableDeclaration(declaration) && declaration.getNameNode() === use
    const assigned = declared ? undefined : assignedTo(use)
    if (assigned) requireSame(context, assigned.value, value)
    else if (!declared) follow(context, { ...value, node: use, origin: use, optional: false })
  }
}
