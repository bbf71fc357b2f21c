// Brings a literal into the shape its converted value has, with the smallest edits: renamed keys, changed words, members
// lifted out of a nested object. What no edit can bring about is written anew, from the pieces that were there.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import { type Draft, LeftAlone } from './draft.ts'
import { appendMembers, removeListed, renameMember } from './literal-edits.ts'
import { type Layout, layoutOf, printMember, printValue } from './print.ts'
import { isRecord, type Sketch, sameValue } from './sketch.ts'
import { bare, indentAt, isMultiline, literalText, memberName, memberValue } from './syntax.ts'

export function align(draft: Draft, node: Expression, before: unknown, after: unknown, sketch: Sketch): void {
  if (sameValue(before, after)) return
  const inner = bare(node)
  if (Array.isArray(before) && Array.isArray(after) && Node.isArrayLiteralExpression(inner)) {
    const elements = inner.getElements()
    if (elements.length === after.length) {
      elements.forEach((element, index) => {
        align(draft, element, before[index], after[index], sketch)
      })
      return
    }
  }
  if (isRecord(before) && isRecord(after) && Node.isObjectLiteralExpression(inner)) {
    alignObject(draft, inner, before, after, sketch)
    return
  }
  const constant =
    Node.isAsExpression(node) && typeof after === 'string' && !sketch.origins.has(after) ? ' as const' : ''
  draft.replace(node, ...printValue(after, sketch, layoutLike(node)), constant)
}

/** With the quotation marks of what stood there. */
function layoutLike(node: Node): Layout {
  const layout = layoutOf(node)
  const inner = bare(node)
  const mark = literalText(inner) === undefined ? layout.quote : inner.getText().charAt(0)
  return { ...layout, quote: mark === '`' ? layout.quote : mark }
}

function alignObject(
  draft: Draft,
  literal: ObjectLiteralExpression,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  sketch: Sketch,
): void {
  const claimed = new Set<string>()
  const removed = new Set<Node>()
  const own = new Set(Object.keys(before))
  for (const property of literal.getProperties()) {
    const name = memberName(property)
    const node = memberValue(property)
    if (name === undefined || node === undefined) throw new LeftAlone('request-unknown')
    const value = before[name]
    if (value === undefined) continue
    if (name in after) {
      claimed.add(name)
      if (Node.isShorthandPropertyAssignment(property) && !sameValue(value, after[name])) {
        draft.replace(property, ...printMember(name, after[name], sketch, layoutOf(property)))
      } else align(draft, node, value, after[name], sketch)
      continue
    }
    const renamed = Object.keys(after).find(key => !own.has(key) && !claimed.has(key) && sameValue(after[key], value))
    if (renamed !== undefined) {
      claimed.add(renamed)
      renameMember(draft, property, renamed)
    } else if (name === 'role' && !own.has('type') && typeof after.type === 'string') {
      // Where a message says who speaks, an item says what it is.
      claimed.add('type')
      const constant = Node.isAsExpression(node) ? ' as const' : ''
      draft.replace(property, ...printMember('type', after.type, sketch, layoutLike(node)), constant)
    } else if (canHoist(node, value, own, after)) {
      for (const key of Object.keys(value)) claimed.add(key)
      hoist(draft, property, node, value, after, sketch)
    } else removed.add(property)
  }
  removeListed(draft, literal.getProperties(), removed)
  const added = Object.keys(after).filter(key => !claimed.has(key) && after[key] !== undefined)
  const layout = layoutOf(literal)
  appendMembers(
    draft,
    literal,
    added.map(key => printMember(key, after[key], sketch, layout)),
    removed,
  )
}

function canHoist(
  node: Expression,
  value: unknown,
  own: ReadonlySet<string>,
  after: Record<string, unknown>,
): value is Record<string, unknown> {
  const literal = bare(node)
  if (!isRecord(value) || !Node.isObjectLiteralExpression(literal)) return false
  const keys = Object.keys(value)
  if (keys.length === 0 || !keys.every(key => key in after && !own.has(key))) return false
  const tail = literal.getProperties().at(-1)
  const text = literal.getSourceFile().getFullText()
  return tail !== undefined && /^\s*,?\s*$/.test(text.slice(tail.getEnd(), literal.getEnd() - 1))
}

/** `function: { name, parameters }` to `name, parameters`, one step to the left. */
function hoist(
  draft: Draft,
  property: Node,
  node: Expression,
  value: Record<string, unknown>,
  after: Record<string, unknown>,
  sketch: Sketch,
): void {
  const literal = bare(node)
  if (!Node.isObjectLiteralExpression(literal)) return
  const members = literal.getProperties()
  const [first] = members
  const last = members.at(-1)
  if (first === undefined || last === undefined) return
  const file = property.getSourceFile()
  const start = first.getLeadingCommentRanges()[0]?.getPos() ?? first.getStart()
  draft.change(file, property.getStart(), start)
  draft.change(file, last.getEnd(), property.getEnd())
  for (const member of members) {
    const name = memberName(member)
    const inner = memberValue(member)
    if (name !== undefined && inner !== undefined) align(draft, inner, value[name], after[name], sketch)
  }
  if (!isMultiline(literal)) return
  const text = file.getFullText()
  const surplus = indentAt(text, first.getStart()).length - indentAt(text, property.getStart()).length
  if (surplus > 0) dedent(draft, literal, start, last.getEnd(), surplus)
}

/** Moves the lines that begin inside a stretch to the left; the text of templates stays where it is. */
export function dedent(draft: Draft, within: Node, start: number, end: number, by: number): void {
  const text = within.getSourceFile().getFullText()
  for (const line of linesOf(within, start, end)) {
    if (/^[ \t]*$/.test(text.slice(line, line + by))) draft.change(within.getSourceFile(), line, line + by)
  }
}

/** Moves the lines that begin inside a node to the right. */
export function indent(draft: Draft, within: Node, unit: string): void {
  const file = within.getSourceFile()
  const text = file.getFullText()
  for (const line of linesOf(within, within.getStart(), within.getEnd())) {
    if (/\S/.test(text.charAt(line)) || /^[ \t]+\S/.test(text.slice(line))) draft.insert(file, line, unit)
  }
}

function linesOf(within: Node, start: number, end: number): number[] {
  const text = within.getSourceFile().getFullText()
  const templates = within
    .getDescendants()
    .filter(node => Node.isTemplateExpression(node) || Node.isNoSubstitutionTemplateLiteral(node))
  const lines: number[] = []
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    const line = at + 1
    if (!templates.some(node => line > node.getStart() && line < node.getEnd())) lines.push(line)
  }
  return lines
}
