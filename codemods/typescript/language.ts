// TypeScript and JavaScript, with JSX, and the scripts in Vue and Svelte files: from a batch of files to their edits.
import type { SourceFile } from 'ts-morph'
import { applyEdits, type Edit } from '../engine/edit.ts'
import type { Finding } from '../engine/finding.ts'
import type { Batch, BatchResult, CodemodOptions, FileFailure } from '../engine/language.ts'
import { markAt } from '../engine/marks.ts'
import { reasons } from '../engine/reasons.ts'
import { type Choice, choose, gather } from './choose.ts'
import { constructedElsewhere, type Excluded, findSites } from './find/sites.ts'
import { importEdits, statementEdits } from './imports.ts'
import { type Loaded, load } from './load.ts'
import { moduleKindOf } from './manifest.ts'
import { Node } from './morph.ts'
import { raisingEdits, sitesOnResponses, toldOfRaises } from './raise.ts'
import { Reporter } from './report.ts'
import type { CallSite, Plan } from './site.ts'
import { syntaxProblem } from './syntax-check.ts'

export function rewriteBatch(batch: Batch, options: CodemodOptions): BatchResult {
  const loaded = load(batch)
  const failures: FileFailure[] = [...loaded.failures]
  const sites: CallSite[] = []
  const excluded: Excluded[] = []
  let elsewhere: 'openai' | 'unknown' | undefined
  for (const file of loaded.targets) {
    try {
      const found = findSites(file, {
        sdk: batch.manifestOf(loaded.workspace.pathOf(file)).sdk,
        assumeOpenAI: options.assumeOpenAI === true,
        upgradeSdk: options.upgradeSdk === true,
        carriesOldSdk: options.style === 'wrapped',
        elsewhere: () => {
          elsewhere ??= constructedElsewhere(loaded.workspace.project.getSourceFiles())
          return elsewhere
        },
      })
      sites.push(...found.sites)
      excluded.push(...found.excluded)
    } catch (error) {
      failures.push({ path: loaded.workspace.pathOf(file), message: sentenceOf(error) })
    }
  }
  const chosen = choose(sites, options.style ?? 'auto', {
    store: options.store === true,
    acceptLoss: new Set(options.acceptLoss),
  })
  const choice = options.upgradeSdk === true ? { ...chosen, plans: toldOfRaises(chosen.plans) } : chosen
  for (const [file, error] of choice.failures)
    failures.push({ path: loaded.workspace.pathOf(file), message: sentenceOf(error) })
  return assemble(batch, options, loaded, choice, excluded, failures)
}

const sentenceOf = (error: unknown): string =>
  `This should not have happened: ${error instanceof Error ? error.message : String(error)}.`

/** Edits of every file, in offsets of the file as it was; whatever would not parse any more is taken back. */
function assemble(
  batch: Batch,
  options: CodemodOptions,
  loaded: Loaded,
  choice: Choice,
  excluded: readonly Excluded[],
  failures: FileFailure[],
): BatchResult {
  const { workspace } = loaded
  let plans = choice.plans
  let broken = new Set<SourceFile>()
  let edits = editsOf(batch, loaded, plans, options.upgradeSdk === true)
  for (;;) {
    const failing = [...edits]
      .filter(([file, some]) => syntaxProblem(file, applyEdits(file.getFullText(), some)) !== undefined)
      .map(([file]) => file)
    if (failing.length === 0) break
    broken = new Set([...broken, ...failing])
    plans = plans.filter(plan => ![...plan.edits.keys()].some(file => broken.has(file)))
    edits = editsOf(batch, loaded, plans, options.upgradeSdk === true)
  }
  const report = new Reporter(workspace, choice, plans, excluded)
  const result = new Map<string, readonly Edit[]>()
  for (const file of new Set([...loaded.targets, ...edits.keys()])) {
    const path = workspace.pathOf(file)
    const own = [
      ...(edits.get(file) ?? []),
      ...(options.mark === true ? marksFor(report.leftAlone(file), loaded.cleanText(path)) : []),
    ]
    const whole = loaded.inOriginal(path, own)
    if (whole.length > 0) result.set(path, whole)
  }
  return {
    edits: result,
    findings: report.findings(),
    failures,
    dependents: dependentsOf(loaded, plans),
    upgraded: upgradedOf(loaded, plans),
  }
}

function editsOf(batch: Batch, loaded: Loaded, plans: readonly Plan[], raises: boolean): Map<SourceFile, Edit[]> {
  const { edits, imports, statements } = gather(plans)
  const kindOf = (path: string) => moduleKindOf(batch.manifestOf(path).text, path)
  for (const [file, some] of raises ? raisingEdits(plans) : []) edits.set(file, [...(edits.get(file) ?? []), ...some])
  for (const [file, some] of statements) {
    edits.set(file, [...statementEdits(file, some, kindOf(loaded.workspace.pathOf(file))), ...(edits.get(file) ?? [])])
  }
  for (const [file, needed] of imports) {
    const path = loaded.workspace.pathOf(file)
    const isMapped = batch.manifestOf(path).importMap !== undefined
    edits.set(file, [...importEdits(file, needed, kindOf(path), isMapped), ...(edits.get(file) ?? [])])
  }
  return edits
}

function dependentsOf(loaded: Loaded, plans: readonly Plan[]): string[] {
  const files = plans.flatMap(plan => [...(plan.imports ?? [])])
  const ours = files.filter(([, needed]) => needed.some(({ module }) => module.startsWith('responses-bridge')))
  return [...new Set(ours.map(([file]) => loaded.workspace.pathOf(file)))]
}

/** Files that now call `client.responses`. */
const upgradedOf = (loaded: Loaded, plans: readonly Plan[]): string[] => [
  ...new Set(sitesOnResponses(plans).map(site => loaded.workspace.pathOf(site.sourceFile))),
]

/** A comment above the statement of every caller that is OpenAI's and stays as it is. */
function marksFor(left: readonly { readonly node: Node; readonly finding: Finding }[], text: string): Edit[] {
  const seen = new Set<number>()
  return left.flatMap(({ node, finding }) => {
    if (finding.reason === undefined || reasons[finding.reason].whose !== 'ours') return []
    const statement = node.getFirstAncestor(each => Node.isStatement(each) || Node.isPropertyDeclaration(each)) ?? node
    const start = statement.getStart()
    if (seen.has(start)) return []
    seen.add(start)
    return [markAt(text, start, finding.reason)]
  })
}
