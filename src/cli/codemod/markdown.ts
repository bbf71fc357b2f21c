// The report as Markdown, for a pull request.
import type { Finding, RunResult } from '../../../codemods/index.ts'
import { explanationOf, sentenceOf, summaryOf, whoseCall } from './summary.ts'

const cell = (text: string): string => text.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ')
const code = (text: string): string => `\`${text.replace(/`/g, "'")}\``

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

const placeOf = ({ file, line }: Finding): string => code(`${file}:${line}`)

export function markdownReport(result: RunResult): string {
  const { findings, failures, skipped, written } = result
  const moved = findings.filter(({ strength }) => strength !== undefined)
  const left = findings.filter(finding => finding.strength === undefined && whoseCall(finding) === 'ours')
  const others = findings.filter(finding => whoseCall(finding) === 'other')
  const reasonRows = (some: readonly Finding[]) =>
    some.map(finding => [
      placeOf(finding),
      code(finding.call),
      code(finding.reason ?? ''),
      finding.reason === undefined ? '' : explanationOf(finding.reason, finding.detail),
    ])
  const sections: (readonly [title: string, text: string, rows: number])[] = [
    [
      written ? 'Rewritten' : 'To be rewritten',
      table(
        ['where', 'call', 'how', 'notes'],
        moved.map(each => [placeOf(each), code(each.call), each.strength ?? '', each.notes.join(' ')]),
      ),
      moved.length,
    ],
    ['Left alone', table(['where', 'call', 'reason', 'why'], reasonRows(left)), left.length],
    ['Not OpenAI’s', table(['where', 'call', 'reason', 'why'], reasonRows(others)), others.length],
    [
      'Files that failed',
      table(
        ['file', 'why'],
        failures.map(({ path, message }) => [code(path), message]),
      ),
      failures.length,
    ],
    [
      'Files passed by',
      table(
        ['file', 'why'],
        skipped.map(({ file, reason }) => [code(file), reason]),
      ),
      skipped.length,
    ],
  ]
  const shown = sections.flatMap(([title, text, rows]) => (rows > 0 ? [`## ${title}\n\n${text}\n`] : []))
  return [`# Chat Completions to Responses\n\n${sentenceOf(summaryOf(result))}\n`, ...shown].join('\n')
}
