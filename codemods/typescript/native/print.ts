// A converted value as source: holes and untouched literals are quoted from the text as it was.
import { Node } from '../morph.ts'
import { type Piece, spanOf } from './draft.ts'
import { isRecord, type Sketch } from './sketch.ts'
import { quoteOf } from './syntax.ts'

export interface Layout {
  readonly quote: string
  /** `{ a }` rather than `{a}`. */
  readonly spaced: boolean
}

export function layoutOf(node: Node): Layout {
  const text = node.getSourceFile().getFullText()
  return { quote: quoteOf(node), spaced: !/[:(=[] ?\{\w+:/.test(text) || /\{ \w/.test(text) }
}

export function quoted(text: string, quote: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

export function printValue(value: unknown, sketch: Sketch, layout: Layout): Piece[] {
  const origin = sketch.origins.get(value)
  if (origin !== undefined) return [spanOf(origin)]
  const text = sketch.texts.get(value)
  if (text !== undefined) return [text]
  if (typeof value === 'string') return [quoted(value, layout.quote)]
  if (Array.isArray(value)) {
    return ['[', ...value.flatMap((item, index) => [index > 0 ? ', ' : '', ...printValue(item, sketch, layout)]), ']']
  }
  if (isRecord(value)) return printObject(value, sketch, layout)
  return [String(value)]
}

function printObject(value: Record<string, unknown>, sketch: Sketch, layout: Layout): Piece[] {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  if (entries.length === 0) return ['{}']
  const edge = layout.spaced ? ' ' : ''
  const members = entries.flatMap(([name, member], index) => [
    index > 0 ? ', ' : '',
    ...printMember(name, member, sketch, layout),
  ])
  return [`{${edge}`, ...members, `${edge}}`]
}

/** `name: value`, or `name` alone where the value is a variable of that name. */
export function printMember(name: string, value: unknown, sketch: Sketch, layout: Layout): Piece[] {
  const origin = sketch.origins.get(value)
  if (origin && Node.isIdentifier(origin) && origin.getText() === name) return [spanOf(origin)]
  return [`${name}: `, ...printValue(value, sketch, layout)]
}
