// Between the guards and the upstream: calls that are about what is stored are answered from the store.
import type { JsonObject } from '../atlas/read.ts'
import type { UpstreamApi } from './contract.ts'
import type { Incoming, Outgoing } from './front.ts'
import { type Admission, credentialOf } from './guard.ts'
import { keptAlive } from './pieces.ts'
import { hexOf } from './random-hex.ts'
import type { Served } from './served.ts'
import type { Settings } from './settings.ts'
import { Answer } from './state/answer.ts'
import type { Stateful } from './state/state.ts'

export interface StatefulCall {
  readonly state: Stateful
  readonly incoming: Incoming
  /** Below `/v1`, with its slash. */
  readonly route: string
  readonly body: JsonObject | undefined
  readonly admission: Admission
  readonly native: ReadonlySet<UpstreamApi>
  readonly served: Served
  readonly settings: Settings
  /** Carries a create call to the API the upstream speaks. */
  carry(body: JsonObject, signal: AbortSignal): Promise<Outgoing>
}

/** Undefined when the call needs nothing that is stored. Rejects with `RefusedCall` as every other part does. */
export async function answerFromState(call: StatefulCall): Promise<Outgoing | undefined> {
  const { incoming, route, body, native, settings, served } = call
  let carried = false
  const answer = await call.state.answer({
    method: incoming.method,
    path: route.slice(1).split('/').map(decodeURIComponent),
    query: new URLSearchParams(incoming.query),
    body,
    owner: await ownerOf(call),
    signal: incoming.signal,
    memory: incoming.memory,
    native,
    async forward(request, signal = incoming.signal) {
      carried = true
      return new Answer(await call.carry(request, signal))
    },
  })
  if (answer === undefined) return undefined
  if (!carried) {
    served.carried(`${native.has('chat') ? 'responses' : 'chat'} from the store`)
    served.call.log?.answered(answer.status, new Headers())
    served.call.log?.firstByte()
    served.call.end('answered')
  }
  const { pieces } = answer
  return pieces === undefined ? answer : answer.with(keptAlive(pieces, settings.keepAlive, settings.clock))
}

/**
 * Whose things a call is about: the holder of the key that opened this server or, where it has none, of the key that is
 * meant for the upstream. Only a digest of it is ever kept.
 */
async function ownerOf({ incoming, admission, settings }: StatefulCall): Promise<string | undefined> {
  const credential = await credentialOf(incoming.headers, admission, settings)
  return credential && hexOf(credential)
}
