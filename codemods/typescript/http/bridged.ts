// Bridged without the SDK: `fetch` becomes this package's for this one call; other senders get both converters.
import type { Edit } from '../../engine/edit.ts'
import type { KnownRequest } from '../bridged/request.ts'
import { isTaken } from '../imports.ts'
import { quoteOf } from '../native/syntax.ts'
import { judgedLosses } from '../request/losses.ts'
import { evaluate, isShape } from '../request/value.ts'
import type { CallSite, NeededImport, Obstacle, Plan, RewriteOptions } from '../site.ts'
import { type Exchange, optionNames } from './exchange.ts'
import { isDeclared } from './typed.ts'
import { pathOf, urlProblem } from './url.ts'

type Refusal = Omit<Obstacle, 'site'>

const refused = (reason: Refusal['reason'], detail?: string): Refusal => ({ reason, detail })

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
  return http.sender === 'axios' ? bridgedAxios(site, http, options) : refused('raw-http', http.sender)
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

/** Whether an import could stand in the file: a script that a page loads as it is has no packages. */
function isModule({ sourceFile }: CallSite): boolean {
  const isSaid = /\.([mc][jt]s|tsx?|jsx|vue|svelte)$/.test(sourceFile.getFilePath())
  return isSaid || /^\s*(import|export)\b|\brequire\(|\b(module\.)?exports\b|^await\b/m.test(sourceFile.getFullText())
}

/** `axios.post(url, toResponsesRequest(body)).then(response => ({ ...response, data: toChatCompletion(response.data) }))` */
function bridgedAxios(site: CallSite, http: Exchange, options: RewriteOptions): Plan | Refusal {
  if (http.request === undefined) return refused('request-unknown', 'no body')
  if (site.streaming === 'yes') return refused('raw-http', 'a stream')
  const special = optionNames(http).find(name => /^(responseType|transformResponse|validateStatus|adapter)$/.test(name))
  if (special !== undefined) return refused('raw-http', special)
  const [type, ...others] = site.call.getTypeArguments()
  if (isDeclared(site.call) || others.length > 0) return refused('raw-http', 'a declared type')
  const request = knownBody(http, [], options)
  if ('reason' in request) return request
  if (site.streaming !== 'no') return refused('stream-unknown')
  const problem = urlProblem(http, site, { sites: [], add: () => {} })
  if (problem !== undefined) return refused('moves-with', problem)
  const taken = ['toChatCompletion', 'toResponsesRequest'].find(name =>
    isTaken(site.sourceFile, name, 'responses-bridge'),
  )
  if (taken !== undefined) return refused('name-taken', taken)
  const at = site.call.getEnd()
  // What axios takes, and gives without a type, is anything, and goes on being that.
  const anything = /\.[cm]?tsx?$/.test(site.sourceFile.getFilePath()) ? ' as any' : ''
  const typed = type === undefined ? anything : ` as ${type.getText()}`
  const path = { ...pathOf(http.url), text: 'responses' }
  const edits: Edit[] = [
    ...(type === undefined ? [] : [{ start: site.client.getEnd(), end: type.getEnd() + 1, text: '' }]),
    { start: http.request.getStart(), end: http.request.getStart(), text: 'toResponsesRequest(' },
    { start: http.request.getEnd(), end: http.request.getEnd(), text: `${anything})` },
    {
      start: at,
      end: at,
      text: `.then(response => ({ ...response, data: toChatCompletion(response.data)${typed} }))`,
    },
  ]
  const imports = ['toChatCompletion', 'toResponsesRequest'].map(name => ({ module: 'responses-bridge', name }))
  const urlFile = http.url.getSourceFile()
  if (urlFile === site.sourceFile) return planOf(site, [path, ...edits], imports, request.notes)
  const plan = planOf(site, edits, imports, request.notes)
  return { ...plan, edits: new Map([...plan.edits, [urlFile, [path]]]) }
}

function planOf(
  site: CallSite,
  edits: readonly Edit[],
  imports: readonly NeededImport[],
  notes: readonly string[],
): Plan {
  return {
    strength: 'bridged',
    sites: [site],
    edits: new Map([[site.sourceFile, edits]]),
    notes: new Map([[site, notes]]),
    imports: new Map([[site.sourceFile, imports]]),
  }
}
