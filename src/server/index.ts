// createServer: both APIs in front of an upstream that speaks one of them, as a web-standard Request → Response handler.
import { Hono } from 'hono'
import type { House } from './calling.ts'
import type { ServerSettings, UpstreamApi } from './contract.ts'
import { preflightHeaders } from './cors.ts'
import { serveCreate } from './create.ts'
import { failureOf } from './failure.ts'
import type { Incoming, Outgoing } from './front.ts'
import { admit, checkPlace } from './guard.ts'
import { ownCarry } from './own-carry.ts'
import { servePassed } from './pass.ts'
import { createRoutes, front, unknownPath } from './routes.ts'
import { completeSettings } from './settings.ts'
import { createState, type Stateful } from './state/state.ts'
import { type Transport, Upstream } from './upstream.ts'
import { incomingOf, responseOf } from './web.ts'

export type {
  BodyLimits,
  CallObservation,
  CallObserver,
  CallStart,
  DecodeBody,
  MetricsPage,
  ServedCall,
  ServerSettings,
  ServerTimeouts,
} from './contract.ts'
export { RefusedCall } from './contract.ts'
export { SettingsError } from './settings.ts'

export interface Server {
  fetch(request: Request): Promise<Response>
  /** A create call that came over another transport than a Request. Never rejects. */
  create(incoming: Incoming, api: UpstreamApi): Promise<Outgoing>
  /** Rejects with `RefusedCall` for a caller that may not come in: for transports that have to know it beforehand. */
  admit(headers: Incoming['headers']): Promise<void>
  /** Finds out what the upstream speaks, where nobody has said, before the first call has to wait for it. */
  prepare(): Promise<ReadonlySet<UpstreamApi>>
  /** From now on `/readyz` says no, so that nobody sends new calls. Calls are still answered. */
  drain(): void
  /** Takes up background work that was left behind, and forgets what has expired: to be called every few seconds. */
  tend(): Promise<void>
}

/** Throws `SettingsError` for settings no server can run with. `transport` is for what is cheaper than fetch. */
export function createServer(given: ServerSettings, transport?: Transport): Server {
  const settings = completeSettings(given)
  const byFetch: Transport = { send: (url, init) => (given.fetch ?? globalThis.fetch)(url, init) }
  const upstream = new Upstream(settings, transport ?? byFetch)
  const { notice } = settings
  const state = given.state && createState({ ...given.state, notice, forward: ownCarry({ settings, upstream }) })
  const house: House = { settings, upstream, state }
  let draining = false
  const app = new Hono()

  const create = (incoming: Incoming, api: UpstreamApi) => serveCreate(incoming, api, house)
  app.post(front + createRoutes.chat, async c => responseOf(await create(incomingOf(c.req.raw), 'chat')))
  app.post(front + createRoutes.responses, async c => responseOf(await create(incomingOf(c.req.raw), 'responses')))

  app.get('/healthz', c => c.json({ status: 'ok' }))
  app.get('/readyz', async c => {
    const reason = draining ? 'shutting down' : await unreadiness(upstream, state)
    return reason === undefined ? c.json({ status: 'ok' }) : c.json({ status: reason }, 503)
  })
  app.get('/metrics', async c => {
    if (settings.metrics === undefined) throw unknownPath()
    await admit(incomingOf(c.req.raw).headers, settings)
    const { contentType, body } = await settings.metrics()
    return c.body(body, 200, { 'content-type': contentType })
  })

  app.options(`${front}/*`, c => {
    const { headers } = incomingOf(c.req.raw)
    checkPlace(headers, settings)
    return c.body(null, 204, preflightHeaders(headers, settings))
  })
  app.all(`${front}/*`, async c => responseOf(await servePassed(incomingOf(c.req.raw), house)))
  app.notFound(() => responseOf(failureOf(unknownPath()).outgoing))
  app.onError(error => responseOf(failureOf(error).outgoing))

  return {
    fetch: async request => app.fetch(request),
    create,
    async admit(headers) {
      await admit(headers, settings)
    },
    prepare: async () =>
      upstream.apis ??
      upstream.find(settings.upstreamKey === undefined ? {} : { authorization: `Bearer ${settings.upstreamKey}` }),
    drain: () => {
      draining = true
    },
    tend: async () => state?.tend(),
  }
}

async function unreadiness(upstream: Upstream, state: Stateful | undefined): Promise<string | undefined> {
  if (upstream.apis === undefined) return 'upstream not known yet'
  try {
    await state?.check()
    return undefined
  } catch {
    return 'store cannot be used'
  }
}
