// One parameter of a request, as its row in the atlas has it.
import type { Expression } from 'ts-morph'
import type { Row } from '../../../src/atlas/row.ts'
import { Node } from '../morph.ts'
import { align, indent } from './align.ts'
import type { Context } from './context.ts'
import { type Companions, convertMember } from './convert.ts'
import { type Draft, LeftAlone, type Piece, spanOf } from './draft.ts'
import { renameMember } from './literal-edits.ts'
import { acceptLoss } from './loss.ts'
import { layoutOf, printMember, printValue } from './print.ts'
import { requireKnown, settledTarget } from './settle.ts'
import { isRecord, sameValue } from './sketch.ts'
import { bare, indentAt, indentUnit, isMultiline, literalText, memberName, memberValue } from './syntax.ts'

/** Responses always counts tokens; asking for it goes without saying. */
const saysItself: ReadonlySet<string> = new Set(['/stream_options', '/stream_options/include_usage'])

export function rewriteParameter(
  context: Context,
  slot: Node,
  name: string,
  value: Expression,
  row: Row,
): readonly string[] | undefined {
  const { draft } = context
  const known = settledTarget(context, slot, name, value, row)
  if (known !== undefined) {
    place(draft, slot, value, row, known)
    return [known]
  }
  const converted = convertMember(name, value, companionsOf(slot))
  const { sketch, before, after } = converted
  for (const loss of converted.losses) if (!saysItself.has(loss.path)) acceptLoss(context, name, value, loss.message)
  requireKnown(name, value, row, converted)
  const targets = Object.keys(after)
  const [target] = targets
  if (target === undefined) return undefined
  const layout = layoutOf(slot)
  const shorthand = Node.isShorthandPropertyAssignment(slot)
  if (row.kind === 'inside' && isRecord(after[target])) {
    const inner = after[target][row.key]
    if (!shorthand) align(draft, value, before, inner, sketch)
    const kept = sameValue(before, inner) || !shorthand
    wrap(draft, slot, value, row, kept ? [spanOf(value)] : printValue(inner, sketch, layout))
  } else if (name === target) {
    if (shorthand && !sameValue(before, after[target])) throw new LeftAlone('request-unknown', name)
    align(draft, value, before, after[target], sketch)
  } else if (sameValue(before, after[target])) {
    noteLimit(context, target, value)
    renameMember(draft, slot, target)
  } else {
    if (Node.isBinaryExpression(slot)) throw new LeftAlone('request-unknown', name)
    const members = targets.flatMap((key, at) => [at ? ', ' : '', ...printMember(key, after[key], sketch, layout)])
    draft.replace(slot, ...members)
  }
  return targets
}

/** A value that a condition decides, or that is made elsewhere, is settled where it is written; the member only moves. */
function place(draft: Draft, slot: Node, value: Expression, row: Row, target: string): void {
  if (row.kind === 'inside') wrap(draft, slot, value, row, [spanOf(value)])
  else if (target !== slotName(slot)) renameMember(draft, slot, target)
}

function slotName(slot: Node): string | undefined {
  const left = Node.isBinaryExpression(slot) ? slot.getLeft() : undefined
  return Node.isPropertyAccessExpression(left) ? left.getName() : memberName(slot)
}

/** A limit whose value is not written here may be too low. */
function noteLimit(context: Context, target: string, value: Expression): void {
  if (target === 'max_output_tokens' && !Node.isNumericLiteral(bare(value))) {
    context.draft.notes.add('Responses refuses a max_output_tokens below 16.')
  }
}

/** What the literal around a member says besides in plain values, and its model. */
function companionsOf(property: Node): Companions {
  const literal = property.getParent()
  if (!Node.isObjectLiteralExpression(literal)) return {}
  return Object.fromEntries(
    literal.getProperties().flatMap(other => {
      const name = memberName(other)
      const value = memberValue(other)
      if (name === undefined || value === undefined || other === property) return []
      const known = name === 'model' ? literalText(value) : plainValue(value)
      return known === undefined ? [] : [[name, known]]
    }),
  )
}

function plainValue(value: Expression): number | boolean | undefined {
  const node = bare(value)
  if (Node.isNumericLiteral(node)) return node.getLiteralValue()
  if (Node.isTrueLiteral(node)) return true
  return Node.isFalseLiteral(node) ? false : undefined
}

/** `key: value` to `target: { key: value }`, laid out as the value is. */
function wrap(
  draft: Draft,
  slot: Node,
  value: Expression,
  row: Extract<Row, { kind: 'inside' }>,
  text: readonly Piece[],
): void {
  const left = Node.isBinaryExpression(slot) ? slot.getLeft() : undefined
  const head = Node.isPropertyAccessExpression(left) ? [spanOf(left.getExpression()), `.${row.to} = `] : [`${row.to}: `]
  if (!isMultiline(value)) {
    draft.replace(slot, ...head, `{ ${row.key}: `, ...text, ' }')
    return
  }
  const source = slot.getSourceFile().getFullText()
  const outer = indentAt(source, slot.getStart())
  const unit = indentUnit(slot)
  indent(draft, value, unit)
  draft.replace(slot, ...head, `{\n${outer}${unit}${row.key}: `, ...text, `,\n${outer}}`)
}
