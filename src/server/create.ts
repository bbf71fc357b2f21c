// The two create routes: read, guarded, and either converted or passed through, whatever the upstream speaks.
import { extended } from '../atlas/extended.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'
import { askUpstream } from '../shim/ask.ts'
import type { Direction } from '../shim/direction.ts'
import { directions } from '../shim/directions.ts'
import { branchElements } from '../shim/elements.ts'
import { prepareCall } from '../shim/preparation.ts'
import type { Reading } from '../shim/reading.ts'
import { byteSource, type UpstreamAnswer } from '../shim/source.ts'
import { masked, redirected, scrubbedBody, streamHeaders } from './answers.ts'
import { readRequest } from './body.ts'
import type { Calling, House } from './calling.ts'
import type { UpstreamApi } from './contract.ts'
import { WrittenPieces } from './elements.ts'
import { type Incoming, isPieces, JsonBody, type Outgoing } from './front.ts'
import { type Admission, admit, bringsCredential } from './guard.ts'
import { callerHeaders, upstreamHeaders } from './headers.ts'
import { passCreate } from './pass-create.ts'
import { keptAlive } from './pieces.ts'
import { createRoutes } from './routes.ts'
import { Served } from './served.ts'
import type { Settings } from './settings.ts'
import { answerFromState } from './stateful.ts'
import { checkSharedMemory } from './tenants.ts'

/** Never rejects. */
export async function serveCreate(incoming: Incoming, route: UpstreamApi, house: House): Promise<Outgoing> {
  const { settings, upstream, state } = house
  const served = new Served(incoming, route, settings)
  const calling: Calling = { incoming, served, settings, upstream, state }
  try {
    // What is there already is not waited for: to wait costs as much as some of the work does.
    const admitted = admit(incoming.headers, settings)
    const admission = admitted instanceof Promise ? await admitted : admitted
    const request = served.mapped(await readRequest(incoming, settings))
    const native = upstream.apis ?? (await nativeApis(calling, admission))
    const passing =
      state === undefined || native.has(route)
        ? request
        : state.passing(route, request, bringsCredential(incoming.headers, admission), incoming.memory)
    if (state !== undefined && passing === undefined) {
      const carry = (body: JsonObject, signal: AbortSignal) =>
        carryCreate(calling, admission, native, route, body, signal)
      const about = extended(calling, { state, route: createRoutes[route], body: request, admission, native, carry })
      const stored = await answerFromState(about)
      if (stored !== undefined) return served.answered(stored)
    }
    const answer = await carryCreate(calling, admission, native, route, passing ?? request, incoming.signal)
    return served.answered(alive(answer, settings))
  } catch (error) {
    return served.failed(error, incoming.signal.aborted)
  }
}

/** A stream with signs of life for whoever reads it. */
function alive(outgoing: Outgoing, { keepAlive, clock }: Settings): Outgoing {
  const { status, headers, body } = outgoing
  return isPieces(body) ? { status, headers, body: keptAlive(body, keepAlive, clock) } : outgoing
}

/** What the upstream speaks; where nobody knows yet, this call waits until it has been found out. */
export async function nativeApis({ incoming, served, settings, upstream }: Calling, { forwards }: Admission) {
  return (
    upstream.apis ??
    upstream.find({ ...upstreamHeaders(incoming.headers, settings, forwards), ...served.upstreamHeaders })
  )
}

/** A create call to the upstream, converted where it does not speak the API. */
export function carryCreate(
  calling: Calling,
  admission: Admission,
  native: ReadonlySet<UpstreamApi>,
  route: UpstreamApi,
  request: JsonObject,
  signal: AbortSignal,
): Promise<Outgoing> {
  const headers = sentHeaders(calling, admission, request)
  if (native.has(route)) {
    checkSharedMemory(request, calling.settings)
    return passCreate(calling, route, request, headers, signal)
  }
  return convert(calling, route === 'chat' ? 'responses' : 'chat', request, headers, signal)
}

function sentHeaders({ incoming, served, settings }: Calling, { forwards }: Admission, { stream }: JsonObject) {
  const headers = upstreamHeaders(incoming.headers, settings, forwards)
  headers.accept ??= stream === true ? 'text/event-stream' : 'application/json'
  Object.assign(headers, served.upstreamHeaders)
  headers['content-type'] = 'application/json'
  return headers
}

async function convert(
  { incoming, served, settings, upstream }: Calling,
  api: UpstreamApi,
  request: JsonObject,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Outgoing> {
  const direction = directions[api]
  served.carried(direction.name)
  const onLoss = served.loss.bind(served)
  const { exchange, upstreamBody } = prepareCall(request, direction, upstream.carry, served.call, signal, onLoss)
  const init = { method: 'POST', headers, body: JSON.stringify(upstreamBody), signal }
  const reading = await askUpstream(upstream.url(createRoutes[api], incoming.query), init, upstream.sending, exchange)
  served.call.log?.answered(statusOf(reading), reading.upstream.headers)
  return outgoingOf(reading, direction, served, settings)
}

function statusOf(reading: Reading<UpstreamAnswer>): number {
  if (reading.kind === 'untouched') return 502
  return reading.kind === 'error' ? reading.status : reading.upstream.status
}

function outgoingOf(
  reading: Reading<UpstreamAnswer>,
  direction: Direction,
  served: Served,
  settings: Settings,
): Outgoing {
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
    const elements = branchElements(reading.branch, served.call, element =>
      direction.isFailure(element) ? masked(element, settings) : element,
    )
    const body = new WrittenPieces(elements, direction.writer())
    return { status: upstream.status, headers: extended(headers, streamHeaders), body }
  }
  served.call.log?.firstByte()
  headers['content-type'] = 'application/json'
  if (reading.kind === 'error') {
    served.errorIn(isObject(reading.body) && isObject(reading.body.error) ? reading.body.error.code : undefined)
    served.call.end('failed')
    return { status: reading.status, headers, body: scrubbedBody(reading.body, settings) }
  }
  served.call.end('answered')
  return { status: upstream.status, headers, body: new JsonBody(reading.body) }
}
