// The report as data.
import type { RunResult } from '../../../codemods/index.ts'
import { ownVersion } from '../version.ts'
import { explanationOf, summaryOf, whoseCall } from './summary.ts'

export function jsonReport(result: RunResult) {
  return {
    tool: 'responses-bridge',
    version: ownVersion(),
    written: result.written,
    summary: summaryOf(result),
    changes: result.changes.map(({ file }) => file),
    findings: result.findings.map(finding => ({
      ...finding,
      whose: whoseCall(finding),
      explanation: finding.reason === undefined ? undefined : explanationOf(finding.reason, finding.detail),
    })),
    failures: result.failures.map(({ path, message }) => ({ file: path, message })),
    skipped: result.skipped,
  }
}
