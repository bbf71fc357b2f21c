// A text as it is on disk: its byte-order mark and its line ends, which stay what they are.
import { applyEdits, type Edit } from './edit.ts'

export interface OpenedText {
  /** Without a byte-order mark. */
  readonly text: string
  readonly mark: string
  readonly lineEnd: '\n' | '\r\n'
}

const byteOrderMark = '\uFEFF'

export function openText(source: string): OpenedText {
  const mark = source.startsWith(byteOrderMark) ? byteOrderMark : ''
  const text = source.slice(mark.length)
  const both = text.match(/\r\n/g)?.length ?? 0
  const all = text.match(/\n/g)?.length ?? 0
  return { text, mark, lineEnd: both * 2 > all ? '\r\n' : '\n' }
}

/** The text with its edits, whose line ends become those of the file. */
export function closeText({ text, mark, lineEnd }: OpenedText, edits: readonly Edit[]): string {
  const own = lineEnd === '\n' ? edits : edits.map(edit => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineEnd) }))
  return mark + applyEdits(text, own)
}
