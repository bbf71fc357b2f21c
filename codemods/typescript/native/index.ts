// The native strength: a call and everything that reads its result, rewritten without a dependency on this package.
import type { Node, SourceFile } from 'ts-morph'
import { type Edit, EditConflictError } from '../../engine/edit.ts'
import { rewriteHttp } from '../http/native.ts'
import type { CallSite, Obstacle, Plan, RewriteOptions, Rewriter } from '../site.ts'
import { rewriteCallee } from './callee.ts'
import type { Context } from './context.ts'
import { rewriteDeployment } from './deployment.ts'
import { requireNoDouble } from './doubles.ts'
import { Draft, LeftAlone, render } from './draft.ts'
import { groupsOf } from './groups.ts'
import { requireSameReads } from './messages/reads.ts'
import { rewriteRequest } from './request.ts'
import { rewriteResult } from './result/index.ts'
import { writeTypes } from './retyping.ts'

export const native: Rewriter = (sites, options) => {
  const obstacles: Obstacle[] = []
  const drafts = new Map<CallSite, Draft>()
  const byCall = new Map<Node, CallSite>(sites.map(site => [site.call, site]))
  // Without the SDK, what takes the request is `JSON.stringify(…)`, or an option.
  for (const site of sites) {
    const taker = site.method === 'http' ? site.request?.getParent() : undefined
    if (taker !== undefined) byCall.set(taker, site)
  }
  for (const site of sites) {
    try {
      drafts.set(site, draftOf(site, byCall, options))
    } catch (error) {
      if (!(error instanceof LeftAlone)) throw error
      obstacles.push({ site, reason: error.reason, detail: error.detail })
    }
  }
  const plans: Plan[] = []
  for (const group of groupsOf(drafts)) {
    const plan = planOf(group)
    if (plan) plans.push(plan)
    else for (const { site } of group) obstacles.push({ site, reason: 'moves-with', detail: undefined })
  }
  for (const site of sites) {
    const done = plans.some(plan => plan.sites.includes(site)) || obstacles.some(obstacle => obstacle.site === site)
    if (!done) obstacles.push({ site, reason: 'moves-with', detail: undefined })
  }
  return { plans, obstacles }
}

function draftOf(site: CallSite, sites: ReadonlyMap<Node, CallSite>, options: RewriteOptions): Draft {
  const draft = new Draft(site)
  const typed = /\.[cm]?tsx?$|\.vue$|\.svelte$/.test(site.sourceFile.getFilePath())
  const context: Context = {
    site,
    options,
    draft,
    sites,
    typed,
    tools: site.request !== undefined && /\b(tools|functions)\b|\.\.\./.test(site.request.getText()),
    parts: new Set(),
    items: new Set(),
    reads: new Set(),
    tests: new Map(),
    seen: new Set(),
    held: new Map(),
    followed: new Set(),
  }
  requireNoDouble(site)
  if (site.method === 'http') rewriteHttp(context)
  else rewriteCall(context)
  requireSameReads(context)
  draft.items = context.items.size > 0
  return draft
}

function rewriteCall(context: Context): undefined {
  if (context.site.method === 'createChatCompletion') throw new LeftAlone('sdk-too-old', 'openai 3')
  rewriteCallee(context)
  if (context.site.request === undefined) throw new LeftAlone('request-unknown', 'no request')
  rewriteDeployment(context, context.site.request)
  rewriteRequest(context, context.site.request)
  rewriteResult(context)
}

/** `undefined` where the edits of the group contradict each other. */
function planOf(group: readonly Draft[]): Plan | undefined {
  const imports = writeTypes(group)
  const files = new Set(group.flatMap(draft => [...draft.changes.keys()]))
  const edits = new Map<SourceFile, readonly Edit[]>()
  try {
    for (const file of files) {
      edits.set(
        file,
        render(
          file,
          group.flatMap(draft => draft.changes.get(file) ?? []),
        ),
      )
    }
  } catch (error) {
    if (error instanceof EditConflictError) return undefined
    throw error
  }
  return {
    strength: 'native',
    sites: group.map(draft => draft.site),
    edits,
    notes: new Map(group.map(draft => [draft.site, [...draft.notes]])),
    imports,
    statements: statementsOf(group),
  }
}

function statementsOf(group: readonly Draft[]): Map<SourceFile, readonly string[]> {
  const files = new Set(group.filter(draft => draft.statements.size > 0).map(draft => draft.site.sourceFile))
  const of = (file: SourceFile) => group.filter(draft => draft.site.sourceFile === file)
  return new Map([...files].map(file => [file, [...new Set(of(file).flatMap(draft => [...draft.statements]))]]))
}
