// Several callers with keys of their own before one upstream account: whatever that account stores belongs to one of
// them, and the upstream cannot tell to whom. So nobody gets at it through here.
import type { JsonObject } from '../atlas/read.ts'
import { RefusedCall } from './contract.ts'
import { unknownPath } from './routes.ts'
import type { Settings } from './settings.ts'

/** What an upstream does without storing anything that a later call could name. */
const storesNothing =
  /^\/(?:models(?:\/.*)?|embeddings|completions|moderations|images\/(?:generations|edits|variations)|audio\/.*|rerank|tokenize|detokenize)$/

const shares = ({ upstreamKey, frontKeys }: Settings) => upstreamKey !== undefined && frontKeys.length > 1

export function checkSharedRoute(route: string, settings: Settings): void {
  if (shares(settings) && !storesNothing.test(route)) throw unknownPath()
}

const memories = ['previous_response_id', 'conversation'] as const

/** A call that would go on where an earlier one ended, perhaps somebody else's. */
export function checkSharedMemory(request: JsonObject, settings: Settings): void {
  if (!shares(settings)) return
  const param = memories.find(name => request[name] !== undefined && request[name] !== null)
  if (param === undefined) return
  const message = 'There is nothing with this id. Callers of this server share an account; send the whole conversation.'
  const code = param === 'previous_response_id' ? 'previous_response_not_found' : 'not_found'
  throw new RefusedCall(404, code, message, { param })
}
