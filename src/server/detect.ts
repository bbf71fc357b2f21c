// What an upstream speaks, found out with a request that is invalid on both APIs, and so is never billed.
import { isObject } from '../atlas/read.ts'
import { Call } from '../shim/call.ts'
import { retryPlan } from '../shim/retry.ts'
import { sendUpstream } from '../shim/send.ts'
import { byteSource, readText, type UpstreamAnswer } from '../shim/source.ts'
import { RefusedCall, type UpstreamApi } from './contract.ts'
import { UnreachableError } from './failure.ts'
import { createRoutes } from './routes.ts'
import type { Settings } from './settings.ts'
import type { Upstream } from './upstream.ts'

/** Neither a list of messages nor an input, and no model: no server can make an answer of it. */
const invalidOnBoth = JSON.stringify({ model: '', messages: 0, input: 0 })

const patience = 10_000

/**
 * `poor`: the route is there, but its callers are better served by a conversion. `fault`: something broke, as a route
 * that does not look at what it is given does, and a server that is not yet up does on every path. `locked`: it wants
 * a key, or another one.
 */
type Finding = 'yes' | 'poor' | 'fault' | 'no' | 'locked' | 'unclear' | UnreachableError

/**
 * Servers, by what they call themselves in `server`, that have both routes, Responses only in part. llama.cpp's refuses
 * what Responses callers send (`previous_response_id`, custom calls), drops `text.format`, and its stream lacks the
 * indices that the SDKs need.
 */
const poorResponses: ReadonlySet<string> = new Set(['llama.cpp'])

export async function detect(
  upstream: Upstream,
  headers: Readonly<Record<string, string>>,
  settings: Settings,
): Promise<ReadonlySet<UpstreamApi>> {
  const apis = ['responses', 'chat'] as const
  const findings = await Promise.all(apis.map(api => ask(api, upstream, headers, settings)))
  const [responses, chat] = findings
  if (responses instanceof UnreachableError && chat instanceof UnreachableError) throw unreached(responses)
  if (findings.includes('locked')) throw settings.upstreamKey === undefined ? keyWanted : keyRefused
  if (findings.some(finding => finding === 'unclear' || finding instanceof UnreachableError)) throw undetermined
  if (responses === 'fault' && chat === 'fault') throw undetermined
  const isPoor = responses === 'poor' && chat === 'yes'
  const spoken = isPoor ? (['chat'] as const) : apis.filter((_, index) => findings[index] !== 'no')
  if (spoken.length === 0) throw neither
  settings.notice?.(isPoor ? poorSentence : sentenceOf(spoken))
  return new Set(spoken)
}

async function ask(
  api: UpstreamApi,
  upstream: Upstream,
  headers: Readonly<Record<string, string>>,
  { clock }: Settings,
): Promise<Finding> {
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: invalidOnBoth }
  const sending = { ...upstream.sending, retry: retryPlan(false), headers: patience, clock }
  const call = new Call(undefined)
  try {
    const answer = await sendUpstream(
      upstream.url(createRoutes[api]),
      init,
      sending,
      AbortSignal.timeout(patience),
      call,
    )
    const finding = await judge(answer)
    const isPoor = api === 'responses' && poorResponses.has(answer.headers.get('server') ?? '')
    return finding === 'yes' && isPoor ? 'poor' : finding
  } catch (error) {
    return error instanceof UnreachableError ? error : 'unclear'
  } finally {
    call.end('answered')
  }
}

async function judge(answer: UpstreamAnswer): Promise<Finding> {
  const { status } = answer
  const text = await readText(byteSource(answer.body))
  if (status === 401 || status === 403) return 'locked'
  if (status === 407 || status === 408 || status === 429) return 'unclear'
  if (status === 404) return isModelUnknown(text) ? 'yes' : 'no'
  if (status === 405 || status === 501 || (status >= 300 && status < 400)) return 'no'
  if (status === 502 || status === 503 || status === 504) return 'unclear'
  // A page is what servers for people answer on every path.
  if (/^\s*</.test(text)) return 'no'
  return status === 500 ? 'fault' : 'yes'
}

/** A server that looks for the model first has the route. */
function isModelUnknown(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) && isObject(body.error) && /model/i.test(`${body.error.code} ${body.error.param}`)
  } catch {
    return false
  }
}

const undetermined = new RefusedCall(
  502,
  'upstream_unknown',
  'What the upstream speaks could not be found out. Start the bridge with --upstream-api responses or chat.',
)
/** What the upstream itself would say to such a call. */
const keyWanted = new RefusedCall(
  401,
  'invalid_api_key',
  'The upstream does not say what it speaks without a key that it takes. Call with one, or start the bridge with --upstream-api responses or chat.',
)
const keyRefused = new RefusedCall(
  502,
  'upstream_unknown',
  'The upstream refuses the key of this server, and does not say what it speaks. Give the bridge another key.',
)
const neither = new RefusedCall(
  502,
  'upstream_unknown',
  'The upstream has neither /responses nor /chat/completions. Its base URL usually ends in /v1.',
)

function unreached({ reason }: UnreachableError): RefusedCall {
  const because = reason === undefined ? '' : ` (${reason})`
  return new RefusedCall(
    502,
    'upstream_unreachable',
    `The upstream could not be reached${because}. Start it, or name another one with --upstream.`,
  )
}

const poorSentence =
  'The upstream has both APIs, Responses only in part; Responses calls are converted. --upstream-api both passes them.'

function sentenceOf(spoken: readonly UpstreamApi[]): string {
  if (spoken.length === 2) return 'The upstream speaks both APIs: nothing is converted. --upstream-api converts.'
  return spoken[0] === 'chat'
    ? 'The upstream speaks Chat Completions; Responses calls are converted.'
    : 'The upstream speaks Responses; chat calls are converted.'
}
