// The report as one page without scripts or outside files.

import { unifiedDiff } from '../../../codemods/engine/diff.ts'
import type { Change, Finding, RunResult } from '../../../codemods/index.ts'
import { explanationOf, sentenceOf, summaryOf, whoseCall } from './summary.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, character => escapes[character] ?? character)

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}td:first-child{overflow-wrap:anywhere}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{overflow:auto;background:#f6f6f6;padding:.8rem}
ins{color:#116329;text-decoration:none}del{color:#a40e26;text-decoration:none}
@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}pre{background:#222}td,th{border-color:#444}ins{color:#7ee787}del{color:#ff9492}}`

function row(finding: Finding): string {
  const { file, line, call, strength, reason, detail, notes } = finding
  const said = reason === undefined ? notes.join(' ') : [explanationOf(reason, detail), ...notes].join(' ')
  return `<tr><td><code>${escaped(`${file}:${line}`)}</code></td><td><code>${escaped(call)}</code></td><td>${escaped(strength ?? reason ?? '')}</td><td>${escaped(said)}</td></tr>`
}

function section(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  return `<h2>${escaped(title)}</h2><table><tr><th>where</th><th>call</th><th>how or why not</th><th></th></tr>${findings.map(row).join('')}</table>`
}

function diff({ file, before, after }: Change): string {
  const lines = unifiedDiff(file, before, after)
    .split('\n')
    .map(line =>
      line.startsWith('+')
        ? `<ins>${escaped(line)}</ins>`
        : line.startsWith('-')
          ? `<del>${escaped(line)}</del>`
          : escaped(line),
    )
  return `<details open><summary><code>${escaped(file)}</code></summary><pre>${lines.join('\n')}</pre></details>`
}

export function htmlReport(result: RunResult): string {
  const { findings, changes, failures, written } = result
  const failed = failures.map(
    ({ path, message }) => `<tr><td><code>${escaped(path)}</code></td><td>${escaped(message)}</td></tr>`,
  )
  const body = [
    `<h1>Chat Completions to Responses</h1><p>${escaped(sentenceOf(summaryOf(result)))}</p>`,
    section(
      written ? 'Rewritten' : 'To be rewritten',
      findings.filter(({ strength }) => strength !== undefined),
    ),
    section(
      'Left alone',
      findings.filter(each => each.strength === undefined && whoseCall(each) === 'ours'),
    ),
    section(
      'Not OpenAI’s',
      findings.filter(each => whoseCall(each) === 'other'),
    ),
    failed.length > 0 ? `<h2>Files that failed</h2><table>${failed.join('')}</table>` : '',
    changes.length > 0 ? `<h2>Changes</h2>${changes.map(diff).join('')}` : '',
  ]
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Chat Completions to Responses</title><style>${style}</style>\n<body>${body.join('\n')}</body></html>\n`
}
