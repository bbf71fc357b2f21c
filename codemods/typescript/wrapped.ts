// Wrapped: one line where the client is made, and the program goes on speaking Chat Completions.
import type { NewExpression, SourceFile } from 'ts-morph'
import type { Edit } from '../engine/edit.ts'
import { classOf, lineageOf } from './find/classes.ts'
import { literalOf } from './find/provider.ts'
import { inQuotesOf } from './imports.ts'
import { Node } from './morph.ts'
import type { CallSite, NeededImport, Obstacle, Plan, Rewriter } from './site.ts'

interface Wrapping {
  readonly edits: readonly Edit[]
  readonly imported: NeededImport
}

const createFetch: NeededImport = { module: 'responses-bridge/fetch', name: 'createFetch' }
const made = "createFetch({ upstream: 'responses' })"
const wrap: NeededImport = { module: 'responses-bridge/openai', name: 'wrap' }

/** Azure's paths need more than another fetch, and openai 3 has no fetch. */
function needsMore(construction: NewExpression): boolean {
  const of = classOf(construction.getExpression())
  const origin = of?.kind === 'local' ? lineageOf(of.declaration).origin : of
  return origin?.kind === 'openai' && (origin.azure || origin.legacy)
}

/** `wrap(new AzureOpenAI(…))`, as well where the options are not written here. */
function around(construction: NewExpression): Wrapping {
  return {
    edits: [
      { start: construction.getStart(), end: construction.getStart(), text: 'wrap(' },
      { start: construction.getEnd(), end: construction.getEnd(), text: ')' },
    ],
    imported: wrap,
  }
}

function wrappingOf(construction: NewExpression): Wrapping {
  const of = classOf(construction.getExpression())
  const [argument] = construction.getArguments()
  if (of?.kind !== 'openai' || needsMore(construction)) return around(construction)
  if (argument === undefined) return withOptions(construction)
  const literal = Node.isObjectLiteralExpression(argument) ? literalOf(argument) : undefined
  if (literal === undefined || literal.getProperty('fetch') !== undefined) return around(construction)
  const last = literal.getProperties().at(-1)
  const member = `fetch: ${inQuotesOf(construction.getSourceFile(), made)}`
  if (last === undefined)
    return {
      edits: [{ start: literal.getStart(), end: literal.getEnd(), text: `{ ${member} }` }],
      imported: createFetch,
    }
  // A line of its own where the members have theirs.
  const between = /\n[ \t]*$/.exec(construction.getSourceFile().getFullText().slice(0, last.getStart()))?.[0]
  return {
    edits: [{ start: last.getEnd(), end: last.getEnd(), text: `,${between ?? ' '}${member}` }],
    imported: createFetch,
  }
}

function withOptions(construction: NewExpression): Wrapping {
  const end = construction.getExpression().getEnd()
  return {
    edits: [
      {
        start: end,
        end: construction.getEnd(),
        text: `({ fetch: ${inQuotesOf(construction.getSourceFile(), made)} })`,
      },
    ],
    imported: createFetch,
  }
}

/** Sites that share a client move together. */
function planFor(sites: readonly CallSite[]): Plan {
  const edits = new Map<SourceFile, Edit[]>()
  const imports = new Map<SourceFile, NeededImport[]>()
  for (const construction of new Set(sites.flatMap(site => site.constructions ?? []))) {
    const { edits: own, imported } = wrappingOf(construction)
    const sourceFile = construction.getSourceFile()
    edits.set(sourceFile, [...(edits.get(sourceFile) ?? []), ...own])
    imports.set(sourceFile, [...(imports.get(sourceFile) ?? []), imported])
  }
  return { strength: 'wrapped', sites, edits, notes: new Map(), imports }
}

/** A file that calls the global fetch gets one of its own, which carries what is meant for Chat Completions. */
function fetchPlans(sites: readonly CallSite[]): Plan[] {
  return [...new Set(sites.map(site => site.sourceFile))].map(sourceFile => ({
    strength: 'wrapped',
    sites: sites.filter(site => site.sourceFile === sourceFile),
    edits: new Map([[sourceFile, []]]),
    notes: new Map(),
    imports: new Map([[sourceFile, [createFetch]]]),
    statements: new Map([[sourceFile, [`const fetch = ${made}`]]]),
  }))
}

export const wrapped: Rewriter = sites => {
  const obstacles: Obstacle[] = []
  const groups: { constructions: Set<NewExpression>; sites: CallSite[] }[] = []
  const raw = sites.filter(site => site.method === 'http')
  for (const site of raw)
    if (site.client.getText() !== 'fetch') obstacles.push({ site, reason: 'raw-http', detail: site.client.getText() })
  for (const site of sites) {
    if (site.method === 'http') continue
    const { constructions = [] } = site
    if (constructions.length === 0) {
      obstacles.push({ site, reason: 'construction-unknown', detail: undefined })
      continue
    }
    const own = groups.filter(group => constructions.some(each => group.constructions.has(each)))
    const merged = {
      constructions: new Set([...own.flatMap(group => [...group.constructions]), ...constructions]),
      sites: [...own.flatMap(group => group.sites), site],
    }
    for (const group of own) groups.splice(groups.indexOf(group), 1)
    groups.push(merged)
  }
  const fetching = raw.filter(site => site.client.getText() === 'fetch')
  return { plans: [...groups.map(group => planFor(group.sites)), ...fetchPlans(fetching)], obstacles }
}
