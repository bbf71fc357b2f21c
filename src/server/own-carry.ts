// A create call of the server's own: background work that another process left behind, carried with the server's key.
import type { JsonObject } from '../atlas/read.ts'
import type { House } from './calling.ts'
import { carryCreate, nativeApis } from './create.ts'
import { failureOf } from './failure.ts'
import type { Incoming } from './front.ts'
import { Served } from './served.ts'
import { Answer } from './state/answer.ts'
import type { StateOptions } from './state/call.ts'

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Undefined where the server has no key: nobody's call is made with a key that is not there. */
export function ownCarry(house: Omit<House, 'state'>): StateOptions['forward'] {
  if (house.settings.upstreamKey === undefined) return undefined
  return async (request: JsonObject, signal: AbortSignal) => {
    const incoming: Incoming = {
      method: 'POST',
      path: '/v1/responses',
      query: '',
      headers: {},
      body: nothing(),
      signal,
    }
    const served = new Served(incoming, 'responses', house.settings)
    const calling = { ...house, incoming, served, state: undefined }
    const admission = { forwards: false, credential: undefined }
    try {
      const native = await nativeApis(calling, admission)
      const body = served.mapped(request)
      return new Answer(served.answered(await carryCreate(calling, admission, native, 'responses', body, signal)))
    } catch (error) {
      if (signal.aborted) throw error
      return new Answer(failureOf(error).outgoing)
    }
  }
}
