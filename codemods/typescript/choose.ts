// Which strength each site gets: the style that was asked for, or the first that can move it. Plans are taken whole.

import type { SourceFile } from 'ts-morph'
import { type Edit, EditConflictError, inOrder } from '../engine/edit.ts'
import type { Style } from '../engine/language.ts'
import { bridged } from './bridged/index.ts'
import { withDoubles } from './doubles/index.ts'
import { native } from './native/index.ts'
import type { CallSite, NeededImport, Obstacle, Plan, RewriteOptions, Rewriter } from './site.ts'
import { wrapped } from './wrapped.ts'

const strengths: Readonly<Record<Style, readonly Rewriter[]>> = {
  auto: [native, bridged],
  native: [native],
  bridged: [bridged],
  wrapped: [wrapped],
}

export interface Choice {
  readonly plans: readonly Plan[]
  /** Of the last strength that was tried, for every site without a plan. */
  readonly obstacles: ReadonlyMap<CallSite, Obstacle>
  /** What kept a site from a stronger rewrite than it got. */
  readonly instead: ReadonlyMap<CallSite, Obstacle>
  /** Sites of files a rewriter could not work on. */
  readonly failures: ReadonlyMap<SourceFile, unknown>
}

/** One rewriter over all sites; if it fails, over the sites of each file, so that one file's failure stays its own. */
function attempt(
  rewriter: Rewriter,
  sites: readonly CallSite[],
  options: RewriteOptions,
  failures: Map<SourceFile, unknown>,
): ReturnType<Rewriter> {
  try {
    return rewriter(sites, options)
  } catch {
    const plans: Plan[] = []
    const obstacles: Obstacle[] = []
    for (const sourceFile of new Set(sites.map(site => site.sourceFile))) {
      const own = sites.filter(site => site.sourceFile === sourceFile)
      try {
        const result = rewriter(own, options)
        plans.push(...result.plans)
        obstacles.push(...result.obstacles)
      } catch (error) {
        failures.set(sourceFile, error)
      }
    }
    return { plans, obstacles }
  }
}

export function choose(sites: readonly CallSite[], style: Style, options: RewriteOptions): Choice {
  const plans: Plan[] = []
  const obstacles = new Map<CallSite, Obstacle>()
  const instead = new Map<CallSite, Obstacle>()
  const failures = new Map<SourceFile, unknown>()
  const taken = new Ledger()
  let rest: readonly CallSite[] = sites
  for (const rewriter of strengths[style]) {
    if (rest.length === 0) break
    const result = attempt(rewriter, rest, options, failures)
    for (const obstacle of result.obstacles) {
      const before = obstacles.get(obstacle.site)
      if (before !== undefined) instead.set(obstacle.site, before)
      obstacles.set(obstacle.site, obstacle)
    }
    for (const plan of result.plans) {
      if (plan.sites.some(site => failures.has(site.sourceFile))) continue
      if (taken.add(plan)) plans.push(plan)
      else for (const site of plan.sites) obstacles.set(site, { site, reason: 'edits-overlap', detail: undefined })
    }
    const moved = new Set(plans.flatMap(plan => plan.sites))
    rest = rest.filter(site => !moved.has(site) && !failures.has(site.sourceFile))
    for (const site of moved) {
      const obstacle = obstacles.get(site)
      if (obstacle !== undefined) instead.set(site, obstacle)
      obstacles.delete(site)
    }
  }
  return { plans: withDoubles(plans, options), obstacles, instead, failures }
}

/** The edits taken so far: a plan that touches the same text is not taken. */
class Ledger {
  readonly #edits = new Map<SourceFile, readonly Edit[]>()

  add(plan: Plan): boolean {
    const next = new Map<SourceFile, readonly Edit[]>()
    try {
      for (const [sourceFile, edits] of plan.edits)
        next.set(sourceFile, inOrder([...(this.#edits.get(sourceFile) ?? []), ...edits]))
    } catch (error) {
      if (error instanceof EditConflictError) return false
      throw error
    }
    for (const [sourceFile, edits] of next) this.#edits.set(sourceFile, edits)
    return true
  }
}

/** All edits and imports of the plans, file by file. */
export function gather(plans: readonly Plan[]): {
  readonly edits: Map<SourceFile, Edit[]>
  readonly imports: Map<SourceFile, NeededImport[]>
  readonly statements: Map<SourceFile, string[]>
} {
  const edits = new Map<SourceFile, Edit[]>()
  const imports = new Map<SourceFile, NeededImport[]>()
  const statements = new Map<SourceFile, string[]>()
  for (const plan of plans) {
    for (const [file, some] of plan.statements ?? []) statements.set(file, [...(statements.get(file) ?? []), ...some])
    for (const [sourceFile, some] of plan.edits) edits.set(sourceFile, [...(edits.get(sourceFile) ?? []), ...some])
    for (const [sourceFile, some] of plan.imports ?? [])
      imports.set(sourceFile, [...(imports.get(sourceFile) ?? []), ...some])
  }
  return { edits, imports, statements }
}
