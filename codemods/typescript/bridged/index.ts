// Bridged: the call's request and its result are converted on their way, and nothing downstream changes.
import { bridgedHttp } from '../http/bridged.ts'
import { Node } from '../morph.ts'
import { mayStandIn, requireNoDouble } from '../native/doubles.ts'
import { LeftAlone } from '../native/draft.ts'
import { sitesThrough } from '../part.ts'
import { type CallSite, noted, type Obstacle, type Plan, type RewriteOptions, type Rewriter } from '../site.ts'
import { converted } from './converted.ts'
import { knownRequest, type Refusal } from './request.ts'
import { throughClient } from './through-client.ts'

/** A test that answers in the shape of chat does so whichever way the call is rewritten. */
function doubleAround(site: CallSite): Refusal | undefined {
  if (!mayStandIn(site.sourceFile)) return undefined
  try {
    requireNoDouble(site)
    return undefined
  } catch (error) {
    if (error instanceof LeftAlone) return { reason: error.reason, detail: error.detail }
    throw error
  }
}

function planFor(site: CallSite, options: RewriteOptions): Plan | Refusal {
  if (site.method === 'http') return bridgedHttp(site, options)
  // Converters go by `client.responses`, which openai 3 does not have.
  if (site.method === 'createChatCompletion') return { reason: 'sdk-too-old', detail: 'openai 3' }
  const double = doubleAround(site)
  if (double !== undefined) return double
  const { request } = site
  if (request === undefined || Node.isSpreadElement(request)) return { reason: 'request-unknown', detail: undefined }
  const known = knownRequest(site, options)
  if ('reason' in known) return known
  const straight = converted(site, known.shape, options)
  const plan = 'reason' in straight ? throughClient(site, straight, options) : straight
  return 'reason' in plan ? plan : noted(plan, known.notes)
}

/** The calls through one part of a client share its declaration, where their client becomes another. */
function together(site: CallSite, plan: Plan, plans: ReadonlyMap<CallSite, Plan>): Plan | Refusal {
  if (site.part === undefined) return plan
  const through = sitesThrough(site.part, plans.keys())
  if (through === undefined) return { reason: 'indirect-call', detail: 'other uses of a part of the client' }
  const notes = through.map(each => [each, plans.get(each)?.notes.get(each) ?? []] as const)
  return { ...plan, sites: through, notes: new Map(notes) }
}

export const bridged: Rewriter = (sites, options) => {
  const single = new Map<CallSite, Plan>()
  const obstacles: Obstacle[] = []
  for (const site of sites) {
    const result = planFor(site, options)
    if ('strength' in result) single.set(site, result)
    else obstacles.push({ site, ...result })
  }
  const plans: Plan[] = []
  for (const [site, plan] of single) {
    if (plans.some(each => each.sites.includes(site))) continue
    const result = together(site, plan, single)
    if ('strength' in result) plans.push(result)
    else obstacles.push({ site, ...result })
  }
  return { plans, obstacles }
}
