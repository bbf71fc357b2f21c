// Bridged: the call's request and its result are converted on their way, and nothing downstream changes.
import { bridgedHttp } from '../http/bridged.ts'
import { Node } from '../morph.ts'
import { requireNoDouble } from '../native/doubles.ts'
import { LeftAlone } from '../native/draft.ts'
import type { CallSite, Obstacle, Plan, RewriteOptions, Rewriter } from '../site.ts'
import { converted } from './converted.ts'
import { losslessRequest, type Refusal } from './request.ts'
import { throughClient } from './through-client.ts'

/** A test that answers in the shape of chat does so whichever way the call is rewritten. */
function doubleAround(site: CallSite): Refusal | undefined {
  try {
    requireNoDouble(site)
    return undefined
  } catch (error) {
    if (error instanceof LeftAlone) return { reason: error.reason, detail: error.detail }
    throw error
  }
}

function planFor(site: CallSite, options: RewriteOptions): Plan | Refusal {
  if (site.method === 'http') return bridgedHttp(site)
  const double = doubleAround(site)
  if (double !== undefined) return double
  const { request } = site
  if (request === undefined || Node.isSpreadElement(request)) return { reason: 'request-unknown', detail: undefined }
  const shape = losslessRequest(site)
  if ('reason' in shape) return shape
  const plan = converted(site, shape, options)
  return 'reason' in plan ? throughClient(site, plan, options) : plan
}

export const bridged: Rewriter = (sites, options) => {
  const plans: Plan[] = []
  const obstacles: Obstacle[] = []
  for (const site of sites) {
    const result = planFor(site, options)
    if ('strength' in result) plans.push(result)
    else obstacles.push({ site, ...result })
  }
  return { plans, obstacles }
}
