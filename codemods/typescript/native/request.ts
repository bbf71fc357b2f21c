// The request of one call: every member goes through the runtime's converter, and its literal is brought into that shape.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { chatParameters } from '../../../src/atlas/parameters.ts'
import type { Row } from '../../../src/atlas/row.ts'
import { Node } from '../morph.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { appendMembers, removeListed } from './literal-edits.ts'
import { rewriteMessages } from './messages/index.ts'
import { rewriteParameter } from './parameter.ts'
import { partsOf } from './spread.ts'
import { memberName, memberValue } from './syntax.ts'
import { rewriteTools } from './tools.ts'

const rows: ReadonlyMap<string, Row> = new Map<string, Row>(Object.entries(chatParameters))

/** The members written so far, each with the member of the chat request it came from. */
type Written = Map<string, string>

export function rewriteRequest(context: Context, request: Expression): void {
  const written: Written = new Map()
  const literal = partsOf(context, request, part => {
    rewriteMembers(context, part, written)
  })
  const removed = rewriteMembers(context, literal, written)
  if (!context.options.store && !written.has('store'))
    appendMembers(context.draft, literal, [['store: false']], removed)
}

function rewriteMembers(context: Context, literal: ObjectLiteralExpression, written: Written): ReadonlySet<Node> {
  const members = literal.getProperties()
  const removed = new Set<Node>()
  for (const property of members) {
    if (Node.isSpreadAssignment(property)) continue
    const name = memberName(property)
    const value = memberValue(property)
    if (name === undefined || value === undefined) throw new LeftAlone('request-unknown', 'a computed member')
    const targets = rewriteMember(context, literal, property, name, value)
    if (targets === undefined) removed.add(property)
    for (const target of targets ?? []) {
      const other = written.get(target)
      if (other !== undefined && other !== name) throw new LeftAlone('request-unknown', `${other} and ${name}`)
      written.set(target, name)
    }
  }
  removeListed(context.draft, members, removed)
  return removed
}

/** The members of the Responses request that a member becomes; `undefined`: it is to be left out. */
export function rewriteMember(
  context: Context,
  literal: ObjectLiteralExpression,
  property: Node,
  name: string,
  value: Expression,
): readonly string[] | undefined {
  const row = rows.get(name)
  if (row === undefined) throw new LeftAlone('parameter-lost', name)
  if (name === 'messages') return rewriteMessages(context, literal, property, value)
  if (row.kind === 'same' && row.toResponses === undefined) return [name]
  if (name === 'tools') {
    rewriteTools(context, value)
    return [name]
  }
  return rewriteParameter(context, property, name, value, row)
}
