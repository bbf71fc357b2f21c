// The request of one call: every member goes through the runtime's converter, and its literal is brought into that shape.
import type { Expression, ObjectLiteralExpression, PropertyAccessExpression } from 'ts-morph'
import { chatParameters } from '../../../src/atlas/parameters.ts'
import type { Row } from '../../../src/atlas/row.ts'
import { Node } from '../morph.ts'
import { declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { followUse } from './lists/declaration.ts'
import { followList } from './lists/follow.ts'
import { appendMembers, removeListed, renameMember } from './literal-edits.ts'
import { acceptLoss } from './loss.ts'
import { rewriteMessages } from './messages/index.ts'
import { messages } from './messages/subject.ts'
import { rewriteParameter } from './parameter.ts'
import { rootsOf, same } from './spread.ts'
import { bare, dressed, memberName, memberValue } from './syntax.ts'
import { rewriteFunctions, rewriteTools, tools } from './tools.ts'
import { Written } from './written.ts'

const rows: ReadonlyMap<string, Row> = new Map<string, Row>(Object.entries(chatParameters))

export function rewriteRequest(context: Context, request: Expression): void {
  const written = new Written()
  // Messages that are reached through the request, too, stay a list of their own.
  const lists = new Set<string>()
  const parts: ObjectLiteralExpression[] = []
  const roots = rootsOf(context, request, {
    part: literal => parts.push(literal),
    set: (assignment, access, value) => {
      if (access.getName() === 'messages') lists.add('messages')
      rewriteAssigned(context, assignment, access, value, written)
    },
    read: access => {
      if (access.getName() === 'messages') lists.add('messages')
      rewriteRead(context, access)
    },
    named: member => lists.add(member),
  })
  for (const part of parts) rewriteMembers(context, part, written, lists)
  for (const root of roots) {
    const removed = rewriteMembers(context, root, written, lists)
    if (!context.options.store && !written.has('store')) appendMembers(context.draft, root, [['store: false']], removed)
  }
}

function rewriteMembers(
  context: Context,
  literal: ObjectLiteralExpression,
  written: Written,
  lists: ReadonlySet<string>,
): ReadonlySet<Node> {
  const members = literal.getProperties()
  const removed = new Set<Node>()
  for (const property of members) {
    if (Node.isSpreadAssignment(property)) continue
    const name = memberName(property)
    const value = memberValue(property)
    if (name === undefined || value === undefined) throw new LeftAlone('request-unknown', 'a computed member')
    const whole = name === 'messages' && lists.has(name)
    const targets = whole ? keepList(context, property, value) : rewriteMember(context, literal, property, name, value)
    if (targets === undefined) removed.add(property)
    for (const target of targets ?? []) written.add(target, name, property)
  }
  removeListed(context.draft, members, removed)
  return removed
}

function keepList(context: Context, slot: Node, value: Expression): readonly string[] {
  followList(context, messages, value)
  renameMember(context.draft, slot, 'input')
  return ['input']
}

/** The members of the Responses request that a member becomes; `undefined`: it is to be left out. */
function rewriteMember(
  context: Context,
  literal: ObjectLiteralExpression,
  property: Node,
  name: string,
  value: Expression,
): readonly string[] | undefined {
  const row = rows.get(name)
  if (row === undefined) {
    acceptLoss(context, name, value, 'Neither API documents it.')
    return undefined
  }
  if (name === 'messages') return rewriteMessages(context, literal, property, value)
  if (same.has(name)) return [name]
  if (name === 'tools') {
    rewriteTools(context, value)
    return [name]
  }
  if (name === 'functions' && rewriteFunctions(context, property, value)) return ['tools']
  return rewriteParameter(context, property, name, value, row)
}

/** `params.tools = …`. */
function rewriteAssigned(
  context: Context,
  assignment: Node,
  access: PropertyAccessExpression,
  value: Expression,
  written: Written,
): void {
  const name = access.getName()
  const row = rows.get(name)
  if (row === undefined) throw new LeftAlone('parameter-lost', name)
  requireOpen(access, name)
  if (same.has(name)) written.add(name, name, assignment)
  else if (name === 'tools') {
    rewriteTools(context, value)
    written.add(name, name, assignment)
  } else {
    const targets =
      name === 'messages'
        ? keepList(context, assignment, value)
        : rewriteParameter(context, assignment, name, value, row)
    if (targets === undefined) throw new LeftAlone('request-unknown', name)
    for (const target of targets) written.add(target, name, assignment)
  }
}

/** `params.tools.push(…)`, `params.max_tokens > 100`, `delete params.temperature`. */
function rewriteRead(context: Context, access: PropertyAccessExpression): void {
  const name = access.getName()
  if (same.has(name)) return
  requireOpen(access, name)
  if (name === 'messages') {
    // The type of the SDK says that the input may be a text, too.
    if (isDeclared(access)) throw new LeftAlone('request-unknown', 'messages of a declared request')
    renameAccess(context, access, 'input')
    followUse(context, messages, access)
  } else if (name === 'tools') followUse(context, tools, access)
  else if (name === 'max_tokens' || name === 'max_completion_tokens') renameAccess(context, access, 'max_output_tokens')
  else throw new LeftAlone('request-unknown', 'a request that others read, too')
}

function isDeclared(access: PropertyAccessExpression): boolean {
  const declaration = declarationOf(bare(access.getExpression()))
  if (!Node.isVariableDeclaration(declaration) && !Node.isParameterDeclaration(declaration)) return false
  const type = declaration.getTypeNode()
  return type !== undefined && type.getText() !== 'any'
}

const renameAccess = (context: Context, access: PropertyAccessExpression, name: string) =>
  context.draft.replace(access.getNameNode(), name)

/** `(params as { tools: … }).tools` says what it is to have, which would not be true any more. */
function requireOpen(access: PropertyAccessExpression, name: string): void {
  const owner = access.getExpression()
  const inner = Node.isParenthesizedExpression(owner) ? owner.getExpression() : owner
  const cast = Node.isAsExpression(inner) ? inner.getTypeNode()?.getText() : undefined
  if (cast !== undefined && cast !== 'any' && !same.has(name)) throw new LeftAlone('request-unknown', name)
  if (dressed(access) !== access && Node.isAsExpression(access.getParent()) && name !== 'messages')
    throw new LeftAlone('request-unknown', name)
}
