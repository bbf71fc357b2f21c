// One parameter of a request, as its row in the atlas has it.
import type { Expression } from 'ts-morph'
import type { Row } from '../../../src/atlas/row.ts'
import { Node } from '../morph.ts'
import { align, indent } from './align.ts'
import type { Context } from './context.ts'
import { type Companions, type Converted, convertMember } from './convert.ts'
import { type Draft, LeftAlone, type Piece, spanOf } from './draft.ts'
import { replaceHelper } from './helpers.ts'
import { renameMember } from './literal-edits.ts'
import { layoutOf, printMember, printValue } from './print.ts'
import { isRecord, sameValue } from './sketch.ts'
import { bare, indentAt, indentUnit, isMultiline, isNullish, literalText, memberName, memberValue } from './syntax.ts'
import { isText } from './text.ts'

/** Responses always counts tokens; asking for it goes without saying. */
const saysItself: ReadonlySet<string> = new Set(['/stream_options', '/stream_options/include_usage'])

export function rewriteParameter(
  context: Context,
  property: Node,
  name: string,
  value: Expression,
  row: Row,
): readonly string[] | undefined {
  const { draft } = context
  if (row.kind === 'inside' && replaceFormat(context, property, value, row)) return [row.to]
  const converted = convertMember(name, value, companionsOf(property))
  const { sketch, before, after } = converted
  for (const loss of converted.losses) if (!saysItself.has(loss.path)) throw new LeftAlone('parameter-lost', name)
  requireKnown(name, value, row, converted)
  const targets = Object.keys(after)
  const [target] = targets
  if (target === undefined) return undefined
  const layout = layoutOf(property)
  const shorthand = Node.isShorthandPropertyAssignment(property)
  if (row.kind === 'inside' && isRecord(after[target])) {
    const inner = after[target][row.key]
    if (!shorthand) align(draft, value, before, inner, sketch)
    const kept = sameValue(before, inner) || !shorthand
    wrap(draft, property, value, row, kept ? [spanOf(value)] : printValue(inner, sketch, layout))
  } else if (name === target) {
    if (shorthand && !sameValue(before, after[target])) throw new LeftAlone('request-unknown', name)
    align(draft, value, before, after[target], sketch)
  } else if (sameValue(before, after[target])) renameMember(draft, property, target)
  else {
    const members = targets.flatMap((key, at) => [at ? ', ' : '', ...printMember(key, after[key], sketch, layout)])
    draft.replace(property, ...members)
  }
  return targets
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

/** `response_format: zodResponseFormat(…)`, alone or under a condition. */
function replaceFormat(
  context: Context,
  property: Node,
  value: Expression,
  row: Extract<Row, { kind: 'inside' }>,
): boolean {
  if (row.key !== 'format' || !rewriteFormat(context, value)) return false
  wrap(context.draft, property, value, row, [spanOf(value)])
  return true
}

function rewriteFormat(context: Context, value: Node): boolean {
  const node = bare(value)
  if (replaceHelper(context, node, 'zodResponseFormat', 'zodTextFormat')) return true
  if (!Node.isConditionalExpression(node)) return false
  const branches = [node.getWhenTrue(), node.getWhenFalse()]
  if (branches.every(isNullish)) return false
  return branches.every(branch => isNullish(branch) || rewriteFormat(context, branch) || alignFormat(context, branch))
}

/** A format that is written out as one branch of a condition. */
function alignFormat(context: Context, branch: Expression): boolean {
  if (!Node.isObjectLiteralExpression(bare(branch))) return false
  const { sketch, before, after, losses } = convertMember('response_format', branch)
  if (losses.length > 0 || !isRecord(after.text)) return false
  align(context.draft, branch, before, after.text.format, sketch)
  return true
}

/** `key: value` to `target: { key: value }`, laid out as the value is. */
function wrap(
  draft: Draft,
  property: Node,
  value: Expression,
  row: Extract<Row, { kind: 'inside' }>,
  text: readonly Piece[],
): void {
  if (!isMultiline(value)) {
    draft.replace(property, `${row.to}: { ${row.key}: `, ...text, ' }')
    return
  }
  const source = property.getSourceFile().getFullText()
  const outer = indentAt(source, property.getStart())
  const unit = indentUnit(property)
  indent(draft, value, unit)
  draft.replace(property, `${row.to}: {\n${outer}${unit}${row.key}: `, ...text, `,\n${outer}}`)
}

/** A value the converter reads one way as a text and another way as an object has to be one of them visibly. */
function requireKnown(name: string, value: Expression, row: Row, { sketch, before }: Converted): void {
  const shape = row.kind === 'lost' ? '' : row.is
  const opaque = sketch.origins.get(before) === value && typeof before === 'string'
  if (opaque && shape.includes('|') && !isText(value)) throw new LeftAlone('request-unknown', name)
}
