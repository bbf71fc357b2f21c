// Every other call below /v1: on to the upstream and back, under the same guards.

import { sendUpstream } from '../shim/send.ts'
import { byteSource, readText } from '../shim/source.ts'
import { idleSource } from '../shim/timeout.ts'
import { redirected, scrubbedBody } from './answers.ts'
import { readBytes } from './body.ts'
import { headerOf, type Incoming, type Outgoing } from './front.ts'
import { admit } from './guard.ts'
import { callerHeaders, upstreamHeaders } from './headers.ts'
import { bytePieces } from './pieces.ts'
import { passedRoute } from './routes.ts'
import { Served } from './served.ts'
import type { Settings } from './settings.ts'
import { checkSharedRoute } from './tenants.ts'
import type { Upstream } from './upstream.ts'

/** Never rejects. */
export async function servePassed(incoming: Incoming, settings: Settings, upstream: Upstream): Promise<Outgoing> {
  const served = new Served(incoming, 'other', settings)
  try {
    return served.answered(await pass(incoming, served, settings, upstream))
  } catch (error) {
    return served.failed(error, incoming.signal.aborted)
  }
}

async function pass(incoming: Incoming, served: Served, settings: Settings, upstream: Upstream): Promise<Outgoing> {
  const { method, signal, query } = incoming
  const { forwards } = await admit(incoming.headers, settings)
  const route = passedRoute(method, incoming.path)
  checkSharedRoute(route, settings)
  const url = upstream.url(route, query)
  const type = headerOf(incoming.headers, 'content-type')
  const headers = {
    ...upstreamHeaders(incoming.headers, settings, forwards),
    ...served.upstreamHeaders,
    ...(type !== undefined && { 'content-type': type }),
  }
  const bytes = method === 'GET' || method === 'HEAD' ? undefined : await readBytes(incoming, settings)
  const init = { method, headers, signal, ...(bytes && { body: new Uint8Array(bytes) }) }
  served.carried('other as it is')
  const answer = await sendUpstream(url, init, upstream.sending, signal, served.call)
  const body = idleSource(byteSource(answer.body), settings.timeouts.idle, settings.clock)
  if (answer.status >= 300 && answer.status < 400) {
    void body.cancel().catch(() => {})
    throw redirected()
  }
  served.call.log?.answered(answer.status, answer.headers)
  const given = callerHeaders(answer.headers, settings)
  const contentType = answer.headers.get('content-type')
  if (contentType !== null) given['content-type'] = contentType
  const { status } = answer
  if (!answer.ok) {
    const text = scrubbedBody(await readText(body), settings)
    served.errorIn(undefined)
    served.call.log?.firstByte()
    served.call.end('failed')
    return { status, headers: given, body: text }
  }
  if (status === 204 || status === 205 || method === 'HEAD') {
    served.call.end('answered')
    return { status, headers: given, body: null }
  }
  return { status, headers: given, body: bytePieces(body, served.call) }
}
