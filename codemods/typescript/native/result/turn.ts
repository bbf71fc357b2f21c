// An answer that is sent back: what was said as a message of its own, and the calls. No item goes back under its `id`:
// Responses then asks for the thoughts it came from, which chat does not keep.
import { Node } from '../../morph.ts'
import type { Context } from '../context.ts'
import type { Piece } from '../draft.ts'
import { quoted } from '../print.ts'
import { bare, indentAt, indentUnit, quoteOf } from '../syntax.ts'
import { type Value, wholeOf } from './value.ts'

/** Writes the answer where a message of chat stood, among others. */
export function sendBack(context: Context, value: Value, message: Node, place: Node): undefined {
  context.draft.answered.add(message)
  if (mayHold(context, /\b(tools|functions)\b/)) context.items.add(message)
  context.draft.replace(place, ...turnOf(context, value, place))
}

/** A call without its `id`. */
export const callOf = (item: string): string => `{ ...${item}, id: undefined }`

function turnOf(context: Context, value: Value, place: Node): Piece[] {
  const quote = quoteOf(place)
  const is = (type: string) => `item.type === ${quoted(type, quote)}`
  const whole = wholeOf(value)
  const calls = mayHold(context, /\b(tools|functions)\b/)
  // In a call of `push` the list says what a role is.
  const pushed = Node.isCallExpression(place.getParent())
  const said = (content: Piece[], known: boolean): Piece[] => [
    `{ role: ${quoted('assistant', quote)}${context.typed && !known ? ' as const' : ''}, content: `,
    ...content,
    ' }',
  ]
  const steady = value.name !== undefined || /^[\w$.]+$/.test(value.origin.getText())
  if (context.site.method === 'http' || mayHold(context, /\bresponse_format\b/) || (calls && !steady)) {
    const refusal = `part.type === ${quoted('refusal', quote)}`
    const text = `item.content.map(part => (${refusal} ? part.refusal : part.text)).join(${quoted('', quote)})`
    const call = calls ? `${is('function_call')} ? [${callOf('item')}] : []` : '[]'
    return ['...', whole, `.output.flatMap(item => (${is('message')} ? [`, ...said([text], false), `] : ${call}))`]
  }
  if (!calls) return said([whole, '.output_text'], pushed)
  const [before, between, after] = linesOf(place)
  return [
    before,
    '...(',
    whole,
    '.output_text ? [',
    ...said([whole, '.output_text'], false),
    '] : []),',
    between,
    '...',
    whole,
    `.output.flatMap(item => (${is('function_call')} ? [${callOf('item')}] : []))`,
    after,
  ]
}

/** What stands before, between and after two long arguments: each gets a line where there are no others. */
function linesOf(place: Node): [string, string, string] {
  const call = place.getParent()
  if (!Node.isCallExpression(call) || call.getArguments().length > 1) return ['', ' ', '']
  const indent = indentAt(call.getSourceFile().getFullText(), call.getStart())
  const unit = indentUnit(call.getFirstAncestor(Node.isStatement) ?? call)
  return [`\n${indent}${unit}`, `\n${indent}${unit}`, `,\n${indent}`]
}

/** Whether the request has, or may have, such a parameter. */
function mayHold({ site }: Context, parameter: RegExp): boolean {
  const request = site.request && bare(site.request)
  if (!Node.isObjectLiteralExpression(request)) return true
  return parameter.test(request.getText()) || request.getText().includes('...')
}
