// Edits of object literals that keep their layout: a member taken out, renamed, or written after the last one.
import type { ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../morph.ts'
import type { Draft, Piece } from './draft.ts'
import { indentAt, isMultiline, literalText } from './syntax.ts'

/** Takes out members or elements of one list, neighbours together. */
export function removeListed(draft: Draft, all: readonly Node[], removed: ReadonlySet<Node>): void {
  let run: Node[] = []
  for (const node of [...all, undefined]) {
    if (node !== undefined && removed.has(node)) {
      run.push(node)
      continue
    }
    const [first] = run
    const last = run.at(-1)
    if (first && last) removeRun(draft, first, last)
    run = []
  }
}

/** Takes out neighbours with their commas, and their lines when nothing else stands there. */
function removeRun(draft: Draft, first: Node, last: Node): void {
  const file = first.getSourceFile()
  const text = file.getFullText()
  let start = first.getStart()
  let end = last.getEnd()
  const comma = /^\s*,/.exec(text.slice(end))
  if (comma) end += comma[0].length
  const before = /(\n)?[ \t]*$/.exec(text.slice(0, start))?.[0] ?? ''
  const ownLine = before.startsWith('\n')
  const after = /^[ \t]*(?=\r?\n|$)/.exec(text.slice(end))
  if (ownLine && after) {
    start -= before.length
    if (text[start - 1] === '\r') start--
    end += after[0].length
  } else if (comma) end += /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0
  // The last of a line of members: the comma before it goes.
  if (!comma) {
    const lead = /,\s*$/.exec(text.slice(0, start))
    if (lead && !ownLine) start -= lead[0].length
  }
  draft.change(file, start, end)
}

/** Gives a member another name, in a literal or in an assignment to it; its value stays as it is written. */
export function renameMember(draft: Draft, property: Node, name: string): void {
  const assigned = Node.isBinaryExpression(property) ? property.getLeft() : undefined
  if (Node.isPropertyAccessExpression(assigned)) draft.replace(assigned.getNameNode(), name)
  if (Node.isShorthandPropertyAssignment(property)) {
    const node = property.getNameNode()
    draft.insert(property.getSourceFile(), node.getStart(), `${name}: `)
    return
  }
  if (!Node.isPropertyAssignment(property)) return
  const node = property.getNameNode()
  const written = node.getText()
  const quoted = literalText(node) !== undefined && !Node.isIdentifier(node)
  draft.replace(node, quoted ? `${written[0]}${name}${written[0]}` : name)
}

/** Writes members after the last one that stays, laid out as the literal is. */
export function appendMembers(
  draft: Draft,
  literal: ObjectLiteralExpression,
  members: readonly Piece[][],
  removed: ReadonlySet<Node> = new Set(),
): void {
  if (members.length === 0) return
  const file = literal.getSourceFile()
  const all = literal.getProperties()
  const last = all.findLast(property => !removed.has(property))
  if (last === undefined) {
    const pieces = members.flatMap((member, index) => (index === 0 ? member : [', ', ...member]))
    draft.replace(literal, '{ ', ...pieces, ' }')
    return
  }
  const separator = separatorAfter(last, literal)
  const tail = file.getFullText().slice(last.getEnd(), literal.getEnd() - 1)
  if (last !== all.at(-1) || !separator.includes('\n') || tail.trim() === '' || tail.trim() === ',') {
    draft.insert(file, last.getEnd(), ...members.flatMap(member => [separator, ...member]))
    return
  }
  // A comment after the last member stays with it.
  const comma = tail.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').includes(',')
  if (!comma) draft.insert(file, last.getEnd(), ',')
  const end = last.getEnd() + tail.trimEnd().length
  const line = separator.slice(1)
  draft.insert(
    file,
    end,
    ...members.flatMap((member, index) => [index > 0 ? separator : line, ...member]),
    comma ? ',' : '',
  )
}

/** What stands between two members of this literal. */
export function separatorAfter(member: Node, literal: Node): string {
  const text = member.getSourceFile().getFullText()
  if (!isMultiline(literal)) return ', '
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const between = text.slice(text.lastIndexOf('\n', member.getStart() - 1) + 1, member.getStart())
  // Several members on one line of a literal of several lines stay on that line.
  return between.replace(/\/\*.*?\*\//g, '').trim() === '' ? `,${lineEnd}${indentAt(text, member.getStart())}` : ', '
}
