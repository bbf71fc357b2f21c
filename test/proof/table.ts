// A table as Markdown: the first column to the left, numbers to the right, all of a width.
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(3, ...[head, ...rows.map(row => row[column] ?? '')].map(each => each.length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((each, column) => (column === 0 ? each.padEnd(widths[column] ?? 0) : each.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(heads), rule, ...rows.map(line)].join('\n')
}
