// What is to change for one call site while it is being worked out: edits that may stand inside one another, and notes.
import type { Node, SourceFile } from 'ts-morph'
import { type Edit, inOrder } from '../../engine/edit.ts'
import type { ReasonCode } from '../../engine/reasons.ts'
import type { CallSite } from '../site.ts'
import type { OwnType } from './aliases.ts'

/** Thrown from deep inside a rewrite: this site stays as it is. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone'
  readonly reason: ReasonCode
  readonly detail: string | undefined

  constructor(reason: ReasonCode, detail?: string) {
    super(detail === undefined ? reason : `${reason}: ${detail}`)
    this.reason = reason
    this.detail = detail
  }
}

/** A stretch of the text as it was, with whatever edits lie inside it. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type Piece = string | Span

/** An edit whose new text may quote stretches of the old one. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly pieces: readonly Piece[]
}

export function spanOf(node: Node): Span {
  return { start: node.getStart(), end: node.getEnd() }
}

export class Draft {
  readonly site: CallSite
  readonly changes = new Map<SourceFile, Change[]>()
  readonly notes = new Set<string>()
  /** What the file needs after its imports. */
  readonly statements = new Set<string>()
  /** Sites that move together with this one or not at all. */
  readonly companions = new Set<CallSite>()
  /** Declarations whose meaning changes: two sites that change the same one move together. */
  readonly shared = new Set<Node>()
  /** References to types of the SDK that get another name. */
  readonly retyped = new Set<Node>()
  /** Names of the caller's own for such types, and every annotation that has been looked at. */
  readonly aliases = new Set<OwnType>()
  readonly annotations = new Set<Node>()
  /** Uses of a function's type where what it returns becomes something else. */
  readonly queries = new Set<Node>()
  /** Uses of helpers of the SDK, and the helper that takes their place. */
  readonly helpers = new Map<Node, string>()
  /** Messages that are results: some site has to say what becomes of them. */
  readonly awaited = new Set<Node>()
  readonly answered = new Set<Node>()
  /** Whether there are calls or their outputs among the messages. */
  items = false

  constructor(site: CallSite) {
    this.site = site
  }

  change(file: SourceFile, start: number, end: number, ...pieces: Piece[]): void {
    const list = this.changes.get(file) ?? []
    list.push({ start, end, pieces })
    this.changes.set(file, list)
  }

  replace(node: Node, ...pieces: Piece[]): void {
    this.change(node.getSourceFile(), node.getStart(), node.getEnd(), ...pieces)
  }

  insert(file: SourceFile, at: number, ...pieces: Piece[]): void {
    this.change(file, at, at, ...pieces)
  }
}

const key = (change: Change) => JSON.stringify([change.start, change.end, change.pieces])

/** The same change said by two sites that share it is one. */
export function distinct(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map(change => [key(change), change])).values()]
}

function textOf(text: string, span: Span, changes: readonly Change[]): string {
  let result = ''
  let position = span.start
  for (const edit of flatten(text, changes, span)) {
    result += text.slice(position, edit.start) + edit.text
    position = edit.end
  }
  return result + text.slice(position, span.end)
}

const within = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end
const sameRange = (a: Span, b: Span) => a.start === b.start && a.end === b.end

/** The changes inside `span` as plain edits: those that lie in a quoted stretch of another are applied to the quote. */
function flatten(text: string, changes: readonly Change[], span: Span): Edit[] {
  const inside = changes.filter(change => within(change, span))
  const quoted = (change: Change) =>
    inside.some(
      outer =>
        outer !== change &&
        outer.end > outer.start &&
        within(change, outer) &&
        !sameRange(change, outer) &&
        quotes(outer, change),
    )
  const outermost = inside.filter(change => !quoted(change))
  return inOrder(
    outermost.map(change => {
      const nested = inside.filter(other => other !== change && !sameRange(other, change) && quotes(change, other))
      const pieces = change.pieces.map(piece => (typeof piece === 'string' ? piece : textOf(text, piece, nested)))
      return { start: change.start, end: change.end, text: pieces.join('') }
    }),
  )
}

/** Whether a change belongs inside another one. An insertion at the edge of a replaced stretch stands beside it. */
function quotes(outer: Change, inner: Change): boolean {
  return inner.start !== inner.end || (inner.start !== outer.start && inner.start !== outer.end)
}

/** Plain edits of one file. @throws {EditConflictError} */
export function render(file: SourceFile, changes: readonly Change[]): Edit[] {
  const text = file.getFullText()
  return flatten(text, distinct(changes), { start: 0, end: text.length })
}
