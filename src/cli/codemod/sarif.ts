// The report as SARIF 2.1.0, which code hosts show beside the lines it speaks of.
import { reasons } from '../../../codemods/engine/reasons.ts'
import type { Finding, RunResult } from '../../../codemods/index.ts'
import { ownVersion } from '../version.ts'
import { explanationOf, whoseCall } from './summary.ts'

const rewrites = {
  native: 'This call of Chat Completions can be a call of Responses.',
  bridged: 'This call of Chat Completions can be a call of Responses, its request and result converted.',
  wrapped: 'The client of this call can carry it to Responses.',
} as const

const rules = [
  ...Object.entries(rewrites).map(([id, text]) => ({ id, shortDescription: { text } })),
  ...Object.entries(reasons).map(([id, { sentence }]) => ({ id, shortDescription: { text: sentence } })),
]

function levelOf(finding: Finding, written: boolean): string {
  if (finding.strength !== undefined) return written ? 'none' : 'note'
  return whoseCall(finding) === 'ours' ? 'warning' : 'none'
}

function resultOf(finding: Finding, written: boolean) {
  const { file, line, column, strength, reason, detail, call, notes } = finding
  const said = strength !== undefined ? rewrites[strength] : reason !== undefined ? explanationOf(reason, detail) : ''
  return {
    ruleId: strength ?? reason ?? 'native',
    level: levelOf(finding, written),
    message: { text: [`${call}: ${said}`, ...notes].join(' ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file) },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  }
}

export function sarifReport({ findings, failures, written }: RunResult): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'responses-bridge', version: ownVersion(), rules } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => resultOf(finding, written)),
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map(({ path, message }) => ({
              level: 'error',
              message: { text: message },
              locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(path) } } }],
            })),
          },
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
