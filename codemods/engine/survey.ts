// Reads every file once, and keeps of each what the run will need: the text of those that may call Chat Completions, and
// of the others what they import.
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { causeOf } from '../../src/cli/input.ts'
import type { FoundFile } from './discover.ts'
import type { FileFailure, SourceInput } from './language.ts'
import { importedSpecifiers, mayConcern, mayWriteParts, mentionsSdk, moduleName } from './prefilter.ts'
import { largestFile, type SkipReason, skipReasonOf } from './skip.ts'
import { openText } from './text.ts'

export interface Survey {
  readonly candidates: SourceInput[]
  /** By the last segment of the specifier. */
  readonly importers: Map<string, { readonly path: string; readonly specifier: string }[]>
  /** Files that mention the SDK and call nothing: clients may be made there. */
  readonly neighbours: string[]
  /** Files that may write messages of several parts. */
  readonly partWriters: string[]
  readonly skipped: { readonly file: string; readonly reason: SkipReason }[]
  readonly failures: FileFailure[]
}

/** Reads every file once and keeps the text of those that may call Chat Completions. */
export async function surveyOf(
  found: readonly FoundFile[],
  onProgress: ((done: number, total: number) => void) | undefined,
): Promise<Survey> {
  const survey: Survey = {
    candidates: [],
    importers: new Map(),
    neighbours: [],
    partWriters: [],
    skipped: [],
    failures: [],
  }
  let next = 0
  const work = async () => {
    for (let file = found[next++]; file !== undefined; file = found[next++]) {
      await lookAt(file, survey)
      onProgress?.(next, found.length)
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  survey.candidates.sort((a, b) => (a.path < b.path ? -1 : 1))
  return survey
}

async function lookAt({ path, named }: FoundFile, survey: Survey): Promise<void> {
  try {
    if (!named && statSync(path).size > largestFile) {
      survey.skipped.push({ file: path, reason: 'too-large' })
      return
    }
    const bytes = await readFile(path)
    // What a file imports is ASCII; whatever else it says does not matter for finding importers.
    for (const specifier of importedSpecifiers(bytes.toString('latin1'))) {
      const name = moduleName(specifier)
      const importers = survey.importers.get(name)
      if (importers === undefined) survey.importers.set(name, [{ path, specifier }])
      else importers.push({ path, specifier })
    }
    if (mayWriteParts(bytes)) survey.partWriters.push(path)
    if (!mayConcern(bytes)) {
      if (mentionsSdk(bytes)) survey.neighbours.push(path)
      return
    }
    const { text } = openText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    const reason = named ? undefined : skipReasonOf(text)
    if (reason === undefined) survey.candidates.push({ path, text })
    else survey.skipped.push({ file: path, reason })
  } catch (error) {
    survey.failures.push({
      path,
      message: error instanceof TypeError ? 'It is not text in UTF-8.' : `It could not be read: ${causeOf(error)}.`,
    })
  }
}
