// Lists that a call makes out of another one: mapped, folded, copied.
import type { CallExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { functionOf, type Returned, returnsOf } from '../functions.ts'
import { bare } from '../syntax.ts'
import { retype } from '../types.ts'
import { followUse } from './declaration.ts'
import { followElementOf, followList } from './follow.ts'
import { followNamedMaker } from './made.ts'
import type { Subject } from './subject.ts'

/** What a callback gives, written there or named. */
function callbackOf(context: Context, subject: Subject, callback: Node | undefined): Returned {
  const made = Node.isIdentifier(callback) ? declarationOf(callback) : callback
  const returned = made && returnsOf(made)
  if (returned === undefined) throw new LeftAlone(subject.unknown, 'the result of a callback')
  if (made !== callback && callback && !context.seen.has(returned.declaration)) {
    context.seen.add(returned.declaration)
    context.draft.shared.add(returned.declaration)
    followNamedMaker(context, subject, callback)
  }
  return returned
}

/** The messages a callback makes, one for each element. */
export function followMapped(context: Context, subject: Subject, callback: Node | undefined): undefined {
  const returned = callbackOf(context, subject, callback)
  retype(context, returned.type)
  for (const each of returned.expressions) followElementOf(context, subject, each)
}

/** The lists a callback makes, which become one. */
export function followFlatMapped(context: Context, subject: Subject, callback: Node | undefined): undefined {
  const returned = callbackOf(context, subject, callback)
  retype(context, returned.type)
  for (const each of returned.expressions) {
    if (Node.isObjectLiteralExpression(bare(each))) followElementOf(context, subject, each)
    else followList(context, subject, each)
  }
}

/** `turns.reduce((list, turn) => { list.push(…); return list }, [])`. */
export function followReduced(context: Context, subject: Subject, call: CallExpression): undefined {
  const [callback, start] = call.getArguments()
  const made = callback && functionOf(callback)
  const list = Node.isParametered(made) ? made.getParameters()[0] : undefined
  const name = list?.getNameNode()
  if (!start || !list || !Node.isIdentifier(name)) throw new LeftAlone(subject.unknown, 'the result of a callback')
  for (const type of call.getTypeArguments()) retype(context, type)
  retype(context, list.getTypeNode())
  context.seen.add(list)
  followList(context, subject, start)
  const returned = callbackOf(context, subject, callback)
  retype(context, returned.type)
  for (const each of returned.expressions) followList(context, subject, each)
  for (const use of name.findReferencesAsNodes()) {
    if (use !== name && !Node.isReturnStatement(use.getParent())) followUse(context, subject, use)
  }
}
