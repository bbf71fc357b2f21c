// Bridged without the SDK: the global `fetch` becomes this package's for this one call; other senders get both converters.
import type { KnownRequest } from '../bridged/request.ts'
import { isTaken } from '../imports.ts'
import { quoteOf } from '../native/syntax.ts'
import { judgedLosses } from '../request/losses.ts'
import { evaluate, isShape } from '../request/value.ts'
import type { CallSite, Plan, RewriteOptions } from '../site.ts'
import { converted } from './converted.ts'
import type { Exchange } from './exchange.ts'
import { isModule, planOf, type Refusal, refused } from './plan.ts'

/** What `createFetch` does with several calls, or as it goes along. */
const carried = ['/n', '/stop', '/stream_options', '/stream_options/include_usage']

function knownBody(
  exchange: Exchange,
  emulates: readonly string[],
  { acceptLoss }: RewriteOptions,
): KnownRequest | Refusal {
  const shape = evaluate(exchange.request)
  if (exchange.request === undefined || !isShape(shape))
    return refused('request-unknown', exchange.request?.getText().slice(0, 60))
  if (shape.open !== undefined) return refused('request-unknown', shape.open.slice(0, 60))
  const { loss, notes } = judgedLosses(shape, emulates, acceptLoss)
  return loss === undefined ? { shape, notes } : refused('parameter-lost', loss.path.slice(1))
}

export function bridgedHttp(site: CallSite, options: RewriteOptions): Plan | Refusal {
  const { http } = site
  if (http === undefined) return refused('raw-http', site.client.getText().slice(0, 60))
  if (http.sender === 'fetch') return bridgedFetch(site, http, options)
  return converted(site, http, () => knownBody(http, [], options))
}

/** The answer that comes back is a `Response` in the shape of chat, a stream included: nothing downstream changes. */
function bridgedFetch(site: CallSite, http: Exchange, options: RewriteOptions): Plan | Refusal {
  if (!http.isGlobal) return refused('raw-http', 'a fetch of its own')
  const request = knownBody(http, carried, options)
  if ('reason' in request) return request
  if (!isModule(site)) return refused('raw-http', 'a script that imports nothing')
  // The path is recognised when the program runs, and so is a method other than POST.
  if (isTaken(site.sourceFile, 'createFetch', 'responses-bridge/fetch')) return refused('name-taken', 'createFetch')
  const quote = quoteOf(site.call)
  const made = `createFetch({ upstream: ${quote}responses${quote} })`
  const edit = { start: site.client.getStart(), end: site.client.getEnd(), text: made }
  return planOf(site, [edit], [{ module: 'responses-bridge/fetch', name: 'createFetch' }], request.notes)
}
