// What a run of the codemod amounts to: how many calls became what, and which were left alone, and why.

import { reasons } from '../../../codemods/engine/reasons.ts'
import type { Finding, ReasonCode, RunResult, Strength } from '../../../codemods/index.ts'

export interface Summary {
  readonly files: number
  readonly changedFiles: number
  readonly calls: number
  readonly rewritten: Readonly<Record<Strength, number>>
  /** OpenAI callers that stay as they are. */
  readonly leftAlone: number
  /** Calls of other vendors, of patched clients, and of what is no client at all. */
  readonly others: number
}

export const whoseCall = (finding: Finding): 'ours' | 'other' =>
  finding.reason === undefined ? 'ours' : reasons[finding.reason].whose

export function summaryOf({ files, changes, findings }: RunResult): Summary {
  const count = (strength: Strength) => findings.filter(finding => finding.strength === strength).length
  const left = findings.filter(finding => finding.strength === undefined)
  return {
    files,
    changedFiles: changes.length,
    calls: findings.length,
    rewritten: { native: count('native'), bridged: count('bridged'), wrapped: count('wrapped') },
    leftAlone: left.filter(finding => whoseCall(finding) === 'ours').length,
    others: left.filter(finding => whoseCall(finding) === 'other').length,
  }
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** The summary in a line. */
export function sentenceOf(summary: Summary): string {
  const { files, calls, rewritten, leftAlone, others } = summary
  if (calls === 0) return `${plural(files, 'file')} looked at: no calls of Chat Completions.`
  const parts = Object.entries(rewritten).flatMap(([strength, count]) => (count > 0 ? [`${count} ${strength}`] : []))
  if (leftAlone > 0) parts.push(`${leftAlone} left alone`)
  if (others > 0) parts.push(`${others} not OpenAI’s`)
  return `${plural(files, 'file')} looked at, ${plural(calls, 'call')} of Chat Completions: ${parts.join(', ')}.`
}

/** The sentence for a finding: its reason, and what stood in the way. */
export function explanationOf(reason: ReasonCode, detail: string | undefined): string {
  return detail === undefined ? reasons[reason].sentence : `${reasons[reason].sentence} (${detail})`
}
