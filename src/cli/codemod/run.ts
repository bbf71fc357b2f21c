// What the command `codemod` does: run, show, tell, report.
import {
  DirtyTreeError,
  type Finding,
  MissingPackageError,
  NoSuchLossError,
  NoSuchPathError,
  type RunResult,
  run,
} from '../../../codemods/index.ts'
import type { CodemodFlags } from '../codemod.ts'
import { CommandFailure, exitCodes } from '../failure.ts'
import { notes, out, printJson } from '../terminal.ts'
import { writeDiff } from './diff.ts'
import { jsonReport } from './json.ts'
import { progressBar } from './progress.ts'
import { checkReportName, writeReport } from './report.ts'
import { explanationOf, sentenceOf, summaryOf, whoseCall } from './summary.ts'

export async function runCodemod(argv: CodemodFlags): Promise<void> {
  for (const path of argv.report ?? []) checkReportName(path)
  if (argv.write && argv.check) throw new CommandFailure('--check only looks and --write writes: say one of them.')
  const result = await rewritten(argv)
  if (argv.json) printJson(jsonReport(result))
  else writeDiff(out, result.changes)
  tell(result, argv)
  for (const path of argv.report ?? []) writeReport(path, result)
  if (result.failures.length > 0) process.exitCode = exitCodes.partial
  else if (argv.check && result.changes.length > 0) process.exitCode = exitCodes.different
}

/** What the user can mend. */
const expected = [NoSuchPathError, DirtyTreeError, MissingPackageError, NoSuchLossError]

async function rewritten(argv: CodemodFlags): Promise<RunResult> {
  const bar = progressBar(process.stderr)
  try {
    return await run({
      paths: argv.paths.map(String),
      write: argv.write,
      style: argv.style,
      store: argv.store,
      assumeOpenAI: argv['assume-openai'],
      upgradeSdk: argv['upgrade-sdk'],
      acceptLoss: argv['accept-loss']?.flatMap(names => names.split(',')),
      mark: argv.mark,
      include: argv.include,
      exclude: argv.exclude,
      allowDirty: argv['allow-dirty'],
      onProgress: bar.update,
    })
  } catch (error) {
    if (error instanceof Error && expected.some(kind => error instanceof kind)) throw new CommandFailure(error.message)
    throw error
  } finally {
    bar.end()
  }
}

const placeOf = ({ file, line, column }: Finding): string => `${file}:${line}:${column}`

function tell(result: RunResult, argv: CodemodFlags): void {
  const { paint } = notes
  for (const { path, message } of result.failures) notes.line(`${paint.red('failed')}  ${path}  ${message}`)
  const left = result.findings.filter(({ strength }) => strength === undefined)
  for (const finding of left) {
    if (finding.reason === undefined) continue
    const code = whoseCall(finding) === 'ours' ? paint.yellow(finding.reason) : paint.dim(finding.reason)
    notes.line(`${placeOf(finding)}  ${code}  ${paint.dim(explanationOf(finding.reason, finding.detail))}`)
  }
  for (const finding of result.findings) {
    if (finding.strength === undefined) continue
    for (const note of finding.notes)
      notes.line(`${placeOf(finding)}  ${paint.green(finding.strength)}  ${paint.dim(note)}`)
  }
  for (const [reason, count] of countsOf(result.skipped.map(each => each.reason))) {
    notes.line(paint.dim(`${count} passed by: ${reason}. Name such a file to have it rewritten, too.`))
  }
  notes.line(sentenceOf(summaryOf(result)))
  const installs = result.changes.some(({ file }) => /(^|\/)package\.json$/.test(file))
  if (argv.write && installs) notes.line('package.json has a new dependency: install it.')
  else if (!argv.write && !argv.check && result.changes.length > 0)
    notes.line('Nothing was written. Say --write to write it.')
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
