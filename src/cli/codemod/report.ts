// Writes the report of a run in the form its file name asks for.
import { writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { RunResult } from '../../../codemods/index.ts'
import { CommandFailure } from '../failure.ts'
import { causeOf } from '../input.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { markdownReport } from './markdown.ts'
import { sarifReport } from './sarif.ts'

const forms: Readonly<Record<string, (result: RunResult) => string>> = {
  '.json': result => `${JSON.stringify(jsonReport(result), null, 2)}\n`,
  '.sarif': sarifReport,
  '.md': markdownReport,
  '.html': htmlReport,
}

/** Refuses a name nobody can write a report for, before any work is done. */
export function checkReportName(path: string): void {
  if (forms[extname(path).toLowerCase()] === undefined) {
    throw new CommandFailure(`--report ${path}: its name must end in ${Object.keys(forms).join(', ')}.`)
  }
}

export function writeReport(path: string, result: RunResult): void {
  const form = forms[extname(path).toLowerCase()]
  if (form === undefined) return
  try {
    writeFileSync(path, form(result))
  } catch (error) {
    throw new CommandFailure(`Cannot write ${path}: ${causeOf(error)}.`)
  }
}
