// Between the guards and the upstream: calls that are about what is stored are answered from the store.
import type { JsonObject } from '../atlas/read.ts'
import type { UpstreamApi } from './contract.ts'
import type { Incoming, Outgoing } from './front.ts'
import { type Admission, credentialOf } from './guard.ts'
import { keptAlive, type Pieces } from './pieces.ts'
import type { Served } from './served.ts'
import type { Settings } from './settings.ts'
import type { Stateful } from './state/state.ts'
import { responseOf } from './web.ts'

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
      return responseOf(await call.carry(request, signal))
    },
  })
  if (answer === undefined) return undefined
  if (!carried) {
    served.carried(`${native.has('chat') ? 'responses' : 'chat'} from the store`)
    served.call.log?.answered(answer.status, new Headers())
    served.call.log?.firstByte()
    served.call.end('answered')
  }
  const headers = Object.fromEntries(answer.headers)
  if (answer.body === null) return { status: answer.status, headers, body: null }
  const pieces = readPieces(answer.body)
  return { status: answer.status, headers, body: keptAlive(pieces, settings.keepAlive, settings.clock) }
}

/**
 * Whose things a call is about: the holder of the key that opened this server or, where it has none, of the key that is
 * meant for the upstream. Only a digest of it is ever kept.
 */
async function ownerOf({ incoming, admission }: StatefulCall): Promise<string | undefined> {
  const credential = await credentialOf(incoming.headers, admission)
  return credential && hex(credential)
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function readPieces(body: ReadableStream<Uint8Array>): Pieces {
  const reader = body.getReader()
  let finished = false
  return {
    async next() {
      const { done, value } = await reader.read()
      finished ||= done
      return value ?? ''
    },
    get finished() {
      return finished
    },
    // What is stored is written in whole events.
    betweenLines: true,
    cancel(reason) {
      if (finished) return
      finished = true
      void reader.cancel(reason).catch(() => {})
    },
  }
}
