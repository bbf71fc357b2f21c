// A change to a source text: a range and what stands there afterwards. All changes of a file are collected and applied at once.

export interface Edit {
  /** Offsets in UTF-16 code units into the text as it was; an insertion has `start === end`. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Two edits of one file that touch the same characters and are not the same edit. */
export class EditConflictError extends Error {
  override readonly name = 'EditConflictError'
  readonly first: Edit
  readonly second: Edit

  constructor(first: Edit, second: Edit) {
    super(`Two edits overlap at offsets ${first.start}-${first.end} and ${second.start}-${second.end}.`)
    this.first = first
    this.second = second
  }
}

function sameEdit(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text
}

/** Edits in the order of the text; the same replacement said twice is one. Insertions at one place keep their order. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
  const kept: Edit[] = []
  for (const { edit } of sorted) {
    const before = kept.at(-1)
    if (before && sameEdit(before, edit)) continue
    if (before && edit.start < before.end) throw new EditConflictError(before, edit)
    kept.push(edit)
  }
  return kept
}

/** The text with every edit applied; what no edit names is the same to the byte. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = ''
  let position = 0
  for (const { start, end, text: replacement } of inOrder(edits)) {
    result += text.slice(position, start) + replacement
    position = end
  }
  return result + text.slice(position)
}
