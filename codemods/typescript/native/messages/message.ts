// One message literal as the input items it becomes.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { InvalidInputError } from '../../../../src/errors.ts'
import { Node } from '../../morph.ts'
import { align } from '../align.ts'
import type { Context } from '../context.ts'
import { convertRequest } from '../convert.ts'
import { LeftAlone } from '../draft.ts'
import { layoutOf, printValue } from '../print.ts'
import { isRecord, Sketch } from '../sketch.ts'
import { bare, isNullish, literalText, member, memberName, memberValue } from '../syntax.ts'
import { rewriteContent } from './content.ts'
import { answersCustomCall, customCall } from './custom.ts'

const plainMembers: ReadonlySet<string | undefined> = new Set(['role', 'content'])

/** Rewrites a message where it is written, among other messages. */
export function rewriteMessage(context: Context, element: Expression): void {
  const literal = bare(element)
  if (!Node.isObjectLiteralExpression(literal)) throw new LeftAlone('messages-unknown', 'a message that is no literal')
  const said = member(literal, 'role')
  const role = said && literalText(memberValue(said))
  const property = member(literal, 'content')
  const content = property && memberValue(property)
  if (role === undefined) {
    // Whoever speaks, a message of a role and a text is the same in both APIs.
    const plain = literal.getProperties().every(each => plainMembers.has(memberName(each)))
    if (!said || !plain || !content) throw new LeftAlone('messages-unknown', 'the role of a message')
    rewriteContent(context, 'user', content)
    if (context.parts.has(content) && mayBeAssistant(memberValue(said))) {
      throw new LeftAlone('content-unknown', 'parts of a message whose role is not known')
    }
    return
  }
  if (role === 'function' || member(literal, 'function_call')) {
    throw new LeftAlone('messages-unknown', 'a legacy call, whose id is not known')
  }
  const calls = member(literal, 'tool_calls')
  const called = calls && memberValue(calls)
  if (called && !Node.isArrayLiteralExpression(bare(called))) {
    // It says again what a site answered; that site says what becomes of it.
    context.draft.awaited.add(literal)
    context.items.add(literal)
    return
  }
  if (content && !isNullish(content)) rewriteContent(context, role, content)
  const { sketch, before, items } = convertMessage(context, literal, content)
  const [only] = items
  if (items.length === 1 && isRecord(only) && only.type !== 'function_call') {
    if (only.role === undefined) context.items.add(literal)
    align(context.draft, element, before, only, sketch)
    return
  }
  context.items.add(literal)
  const layout = layoutOf(literal)
  const printed = items.flatMap((item, index) => [index > 0 ? ', ' : '', ...printValue(item, sketch, layout)])
  context.draft.replace(element, ...printed)
}

/** The parts of an assistant are of another type than those of a user. */
function mayBeAssistant(role: Expression | undefined): boolean {
  const types = role?.getType()
  const known = types?.isUnion() ? types.getUnionTypes() : types ? [types] : []
  return !known.every(each => each.isStringLiteral() && each.getLiteralValue() !== 'assistant')
}

/** The message with its content left out of account: the parts of a content have a conversion of their own. */
function convertMessage(context: Context, literal: ObjectLiteralExpression, content: Expression | undefined) {
  const sketch = new Sketch()
  const before: Record<string, unknown> = {}
  for (const property of literal.getProperties()) {
    const name = memberName(property)
    const value = memberValue(property)
    if (name === undefined || value === undefined) throw new LeftAlone('messages-unknown', 'a spread in a message')
    const opaque = value === content && !isNullish(value) && literalText(value) !== ''
    before[name] = opaque ? sketch.hole(value, 'string') : sketch.of(value, name)
  }
  const history = before.role === 'tool' && answersCustomCall(context, literal) ? [customCall(before.tool_call_id)] : []
  const { after, losses } = attempt(() => convertRequest({ messages: [...history, before] }))
  const [loss] = losses
  if (loss) throw new LeftAlone('parameter-lost', loss.path.replace(/^\/messages\/\d+\/?/, 'messages/'))
  const items = Array.isArray(after.input) ? after.input.slice(history.length) : [{ ...before, content: after.input }]
  return { sketch, before, items }
}

/** What the converter refuses is not visible enough here. */
export function attempt<Result>(convert: () => Result): Result {
  try {
    return convert()
  } catch (error) {
    if (error instanceof InvalidInputError)
      throw new LeftAlone('messages-unknown', error.path.replace(/^\/messages\/0\//, ''))
    throw error
  }
}
