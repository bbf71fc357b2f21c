// Whether a tool message answers a custom call: its output is an item of another type than that of a function call.
import type { ObjectLiteralExpression } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { literalText, member, memberValue } from '../syntax.ts'

const custom = 'custom'

/** The history that makes an answer one to a custom call. */
export function customCall(id: unknown) {
  return { role: 'assistant', content: null, tool_calls: [{ id, type: custom, custom: { name: 'name', input: '' } }] }
}

/** Where custom tools are in play, the call that is answered has to be written out, too. @throws {LeftAlone} */
export function answersCustomCall(context: Context, message: ObjectLiteralExpression): boolean {
  const files = new Set([message.getSourceFile(), context.site.sourceFile])
  const suspects = [...files].filter(file => /\bcustom\b/.test(file.getFullText()))
  const literals = suspects.flatMap(file => file.getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression))
  const inPlay = literals.some(literal => textOf(literal, 'type') === custom && member(literal, custom) !== undefined)
  if (!inPlay && !suspects.some(readsCustomCalls)) return false
  const id = textOf(message, 'tool_call_id')
  const types = new Set(
    literals
      .filter(literal => id !== undefined && textOf(literal, 'id') === id && isCall(literal))
      .map(literal => textOf(literal, 'type')),
  )
  if (types.size !== 1) throw new LeftAlone('messages-unknown', 'a result that may be that of a custom call')
  return types.has(custom)
}

const isCall = (literal: ObjectLiteralExpression) =>
  member(literal, custom) !== undefined || member(literal, 'function') !== undefined

function textOf(literal: ObjectLiteralExpression, name: string): string | undefined {
  const property = member(literal, name)
  const value = property && memberValue(property)
  return value && literalText(value)
}

/** `call.custom.input`: the calls come from an answer. */
function readsCustomCalls(file: Node): boolean {
  return file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression).some(access => {
    const inner = access.getExpression()
    return Node.isPropertyAccessExpression(inner) && inner.getName() === custom && access.getName() === 'input'
  })
}
