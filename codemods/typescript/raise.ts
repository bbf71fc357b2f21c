// With --upgrade-sdk, what the files of a rewritten call say of versions is raised with it: the release of the SDK in a
// specifier, and Azure's api-version where the client is made. package.json is the engine's affair.
import type { SourceFile } from 'ts-morph'
import type { Edit } from '../engine/edit.ts'
import { raisedVersions } from './find/azure.ts'
import { raisedSpecifier } from './manifest.ts'
import { type CallSite, noted, type Plan } from './site.ts'

/** Sites that now call `client.responses`; a request without the SDK asks nothing of its release. */
export const sitesOnResponses = (plans: readonly Plan[]): CallSite[] =>
  plans
    .filter(plan => plan.strength !== 'wrapped' && !plan.throughClient)
    .flatMap(plan => plan.sites)
    .filter(site => site.method !== 'http')

export function raisingEdits(plans: readonly Plan[]): Map<SourceFile, Edit[]> {
  const edits = new Map<SourceFile, Edit[]>()
  const add = (file: SourceFile, some: readonly Edit[]) => edits.set(file, [...(edits.get(file) ?? []), ...some])
  for (const file of filesOf(sitesOnResponses(plans))) add(file, specifierEdits(file))
  const constructions = plans.flatMap(plan => plan.sites).flatMap(site => site.constructions ?? [])
  // Clients may share what they are given.
  const versions = new Map(constructions.flatMap(raisedVersions).map(({ literal, version }) => [literal, version]))
  for (const [literal, version] of versions)
    add(literal.getSourceFile(), [{ start: literal.getStart() + 1, end: literal.getEnd() - 1, text: version }])
  return edits
}

/** The files of the calls, and those their clients are made in. */
const filesOf = (sites: readonly CallSite[]): Set<SourceFile> =>
  new Set(
    sites.flatMap(({ sourceFile, constructions = [] }) => [
      sourceFile,
      ...constructions.map(each => each.getSourceFile()),
    ]),
  )

function specifierEdits(file: SourceFile): Edit[] {
  return file.getImportDeclarations().flatMap(declaration => {
    const specifier = declaration.getModuleSpecifier()
    const raised = raisedSpecifier(specifier.getLiteralValue())
    return raised === undefined ? [] : [{ start: specifier.getStart() + 1, end: specifier.getEnd() - 1, text: raised }]
  })
}

/** An api-version goes for all calls of a client, so whoever reads of one is told. */
export function toldOfRaises(plans: readonly Plan[]): Plan[] {
  return plans.map(plan => {
    const raised = plan.sites.flatMap(site => site.constructions ?? []).flatMap(raisedVersions)
    const [first] = raised
    return first === undefined
      ? plan
      : noted(plan, [`The api-version of this client is now ${first.version}, for its other calls, too.`])
  })
}
