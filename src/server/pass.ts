// Every other call below /v1: on to the upstream and back, under the same guards.
import type { JsonObject } from '../atlas/read.ts'
import { sendUpstream } from '../shim/send.ts'
import { byteSource, readText } from '../shim/source.ts'
import { limited } from '../shim/timeout.ts'
import { redirected, scrubbedBody } from './answers.ts'
import { jsonBody, readBytes } from './body.ts'
import type { Calling, House } from './calling.ts'
import { carryCreate, nativeApis } from './create.ts'
import { headerOf, type Incoming, type Outgoing } from './front.ts'
import { type Admission, admit } from './guard.ts'
import { callerHeaders, upstreamHeaders } from './headers.ts'
import { bytePieces } from './pieces.ts'
import { passedRoute } from './routes.ts'
import { Served } from './served.ts'
import { answerFromState } from './stateful.ts'
import { checkSharedRoute } from './tenants.ts'

/** Never rejects. */
export async function servePassed(incoming: Incoming, house: House): Promise<Outgoing> {
  const served = new Served(incoming, 'other', house.settings)
  try {
    return served.answered(await pass({ incoming, served, ...house }))
  } catch (error) {
    return served.failed(error, incoming.signal.aborted)
  }
}

async function pass(calling: Calling): Promise<Outgoing> {
  const { incoming, served, settings, upstream } = calling
  const { method, signal, query } = incoming
  const admission = await admit(incoming.headers, settings)
  const { forwards } = admission
  const route = passedRoute(method, incoming.path)
  const bytes = method === 'GET' || method === 'HEAD' ? undefined : await readBytes(incoming, settings)
  const stored = await fromState(calling, admission, route, bytes)
  if (stored !== undefined) return stored
  checkSharedRoute(route, settings)
  const url = upstream.url(route, query)
  const type = headerOf(incoming.headers, 'content-type')
  const headers = {
    ...upstreamHeaders(incoming.headers, settings, forwards),
    ...served.upstreamHeaders,
    ...(type !== undefined && { 'content-type': type }),
  }
  const init = { method, headers, signal, ...(bytes && { body: new Uint8Array(bytes) }) }
  served.carried('other as it is')
  const answer = await sendUpstream(url, init, upstream.sending, signal, served.call)
  const body = limited(byteSource(answer.body), upstream.idle, settings.clock)
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

/** The routes that go with the create routes, where the server keeps what the upstream does not. */
const keptRoutes = /^\/(?:responses|conversations|chat\/completions)(?:\/|$)/

async function fromState(
  calling: Calling,
  admission: Admission,
  route: string,
  bytes: Uint8Array | undefined,
): Promise<Outgoing | undefined> {
  const { state, settings, incoming } = calling
  if (state === undefined || !keptRoutes.test(route)) return undefined
  const native = await nativeApis(calling, admission)
  const api = native.has('chat') ? 'responses' : 'chat'
  const body = bytes === undefined || bytes.length === 0 ? undefined : jsonBody(incoming, bytes, settings)
  const carry = (request: JsonObject, signal: AbortSignal) =>
    carryCreate(calling, admission, native, api, request, signal)
  return answerFromState({ ...calling, state, route, body, admission, native, carry })
}
