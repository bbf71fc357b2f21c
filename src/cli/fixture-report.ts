// The table `diff <directory>` prints: one line a case, and what differs below it.

import { basename } from 'node:path'
import { differences } from '../diff/compare.ts'
import type { DocumentOptions } from './conversion.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { type Checked, checkCase, findCases } from './fixtures.ts'
import { out, printJson } from './terminal.ts'
import { writeDifferences } from './values.ts'

const isUnusable = ({ failure }: Checked) => failure !== undefined
const differs = ({ patch, missingLosses, unexpectedLosses }: Checked) =>
  (patch?.length ?? 0) + missingLosses.length + unexpectedLosses.length > 0

/** Prints the report and returns the exit code. */
export function diffFixtures(directory: string, json: boolean, options: DocumentOptions): number {
  const folders = findCases(directory)
  if (folders.length === 0) {
    throw new CommandFailure(
      `${directory} holds no fixtures. A case is a folder with pairs such as chat.request.json and responses.request.json.`,
    )
  }
  const cases = folders.map(folder => ({ name: basename(folder), checks: checkCase(folder, options) }))
  const checks = cases.flatMap(each => each.checks)
  if (json) printJson(checks.map(({ actual: _, expected: __, ...facts }) => facts))
  else for (const { name, checks } of cases) writeCase(name, checks)
  if (!json) writeSummary(cases.length, checks)
  if (checks.some(isUnusable)) return exitCodes.partial
  return checks.some(differs) ? exitCodes.different : exitCodes.ok
}

const title = ({ to, kind }: Checked) => (to === 'chat' ? `responses > chat ${kind}` : `chat > responses ${kind}`)

function writeCase(name: string, checks: readonly Checked[]): void {
  const { paint } = out
  const verdict = checks.some(isUnusable)
    ? paint.red('failed')
    : checks.some(differs)
      ? paint.red('differs')
      : checks.length === 0
        ? paint.dim('no pair')
        : paint.green('agrees')
  const pad = ' '.repeat(
    Math.max(0, 8 - (checks.some(isUnusable) ? 6 : checks.some(differs) ? 7 : checks.length ? 6 : 7)),
  )
  out.line(`${verdict}${pad} ${name.padEnd(36)}  ${paint.dim(checks.map(title).join(', '))}`)
  for (const check of checks) {
    if (check.failure !== undefined) out.line(`         ${title(check)}: ${check.failure}`)
    if (!differs(check)) continue
    out.line(`         ${title(check)}  (- what came, + what stands in the fixture)`)
    writeDifferences(out, differences(check.actual, check.expected), '           ')
    for (const line of check.missingLosses) out.line(`           expected loss is missing: ${line}`)
    for (const line of check.unexpectedLosses) out.line(`           unexpected loss: ${line}`)
  }
}

function writeSummary(cases: number, checks: readonly Checked[]): void {
  const failed = checks.filter(isUnusable).length
  const different = checks.filter(differs).length
  const agreeing = checks.length - failed - different
  const parts = [
    `${agreeing} agree`,
    ...(different ? [`${different} differ`] : []),
    ...(failed ? [`${failed} failed`] : []),
  ]
  out.line(`${cases} ${cases === 1 ? 'case' : 'cases'}, ${checks.length} conversions: ${parts.join(', ')}.`)
}
