// `TODO(responses-bridge): code`: a comment at a caller that was left alone, put there by one run and removed by the next.
import type { Edit } from './edit.ts'

const mark = /^[ \t]*(?:\/\/|#|\{?\/\*) TODO\(responses-bridge\): [^\n]*(?:\n|$)/gm

/** Edits that take every mark out of a text. */
export function markRemovals(text: string): Edit[] {
  return [...text.matchAll(mark)].map(found => ({ start: found.index, end: found.index + found[0].length, text: '' }))
}

/** An edit that puts a mark on a line of its own above the line of a statement. */
export function markAt(text: string, statementStart: number, code: string, comment = '//'): Edit {
  const line = text.lastIndexOf('\n', statementStart - 1) + 1
  const before = text.slice(line, statementStart)
  const indent = /^\s*$/.test(before) ? before : (/^\s*/.exec(before)?.[0] ?? '')
  const at = /^\s*$/.test(before) ? line : statementStart
  const written = `${comment} TODO(responses-bridge): ${code}\n`
  return { start: at, end: at, text: at === line ? indent + written : `\n${indent}${written}${indent}` }
}
