// The two create routes: read, guarded, and either converted or passed through, whatever the upstream speaks.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { askUpstream } from '../shim/ask.ts'
import { directions } from '../shim/directions.ts'
import { prepareCall } from '../shim/preparation.ts'
import type { Reading } from '../shim/reading.ts'
import { byteSource, type UpstreamAnswer } from '../shim/source.ts'
import { redirected, scrubbedBody, secretsOf, streamHeaders } from './answers.ts'
import { readRequest } from './body.ts'
import type { Calling } from './calling.ts'
import type { UpstreamApi } from './contract.ts'
import type { Incoming, Outgoing } from './front.ts'
import { type Admission, admit } from './guard.ts'
import { callerHeaders, upstreamHeaders } from './headers.ts'
import { passCreate } from './pass-create.ts'
import { branchPieces, keptAlive } from './pieces.ts'
import { createRoutes } from './routes.ts'
import { withoutSecrets } from './scrub.ts'
import { Served } from './served.ts'
import type { Settings } from './settings.ts'
import { checkSharedMemory } from './tenants.ts'
import type { Upstream } from './upstream.ts'

/** Never rejects. */
export async function serveCreate(
  incoming: Incoming,
  route: UpstreamApi,
  settings: Settings,
  upstream: Upstream,
): Promise<Outgoing> {
  const served = new Served(incoming, route, settings)
  try {
    const admission = await admit(incoming.headers, settings)
    const request = served.mapped(await readRequest(incoming, settings))
    checkSharedMemory(request, settings)
    const calling = { incoming, served, settings, upstream }
    const headers = sentHeaders(calling, admission, request)
    const apis = upstream.apis ?? (await upstream.find(headers))
    const outgoing = apis.has(route)
      ? await passCreate(calling, route, request, headers)
      : await convert(calling, route === 'chat' ? 'responses' : 'chat', request, headers)
    return served.answered(outgoing)
  } catch (error) {
    return served.failed(error, incoming.signal.aborted)
  }
}

function sentHeaders({ incoming, served, settings }: Calling, { forwards }: Admission, { stream }: JsonObject) {
  return {
    accept: stream === true ? 'text/event-stream' : 'application/json',
    ...upstreamHeaders(incoming.headers, settings, forwards),
    ...served.upstreamHeaders,
    'content-type': 'application/json',
  }
}

async function convert(
  { incoming, served, settings, upstream }: Calling,
  api: UpstreamApi,
  request: JsonObject,
  headers: Record<string, string>,
): Promise<Outgoing> {
  const direction = directions[api]
  served.carried(direction.name)
  const { signal } = incoming
  const options = { ...settings.carry, onLoss: served.loss.bind(served) }
  const { exchange, upstreamBody } = prepareCall(request, direction, options, served.call, signal)
  const init = { method: 'POST', headers, body: JSON.stringify(upstreamBody), signal }
  const reading = await askUpstream(upstream.url(createRoutes[api], incoming.query), init, upstream.sending, exchange)
  served.call.log?.answered(statusOf(reading), reading.upstream.headers)
  return outgoingOf(reading, served, settings)
}

function statusOf(reading: Reading<UpstreamAnswer>): number {
  if (reading.kind === 'untouched') return 502
  return reading.kind === 'error' ? reading.status : reading.upstream.status
}

function outgoingOf(reading: Reading<UpstreamAnswer>, served: Served, settings: Settings): Outgoing {
  const { upstream } = reading
  if (reading.kind === 'untouched') {
    void byteSource(upstream.body)
      .cancel()
      .catch(() => {})
    throw redirected()
  }
  const headers = callerHeaders(upstream.headers, settings)
  if (reading.kind === 'stream') {
    served.streaming()
    const pieces = branchPieces(reading.branch, served.call, text => withoutSecrets(text, secretsOf(settings)))
    return {
      status: upstream.status,
      headers: { ...headers, ...streamHeaders },
      body: keptAlive(pieces, settings.keepAlive, settings.clock),
    }
  }
  served.call.log?.firstByte()
  const json = { ...headers, 'content-type': 'application/json' }
  if (reading.kind === 'error') {
    served.errorIn(isObject(reading.body) && isObject(reading.body.error) ? reading.body.error.code : undefined)
    served.call.end('failed')
    return { status: reading.status, headers: json, body: scrubbedBody(reading.body, settings) }
  }
  served.call.end('answered')
  return { status: upstream.status, headers: json, body: JSON.stringify(reading.body) }
}
