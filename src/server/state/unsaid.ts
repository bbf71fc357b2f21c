// The response before anything has been said, as every converted one begins.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { directions } from '../../shim/directions.ts'
import { type State, seconds } from './call.ts'
import type { Turn } from './turn.ts'

export function unsaid(state: State, turn: Turn, request: JsonObject): JsonObject {
  const encoder = directions.chat.encoder({ request, now: () => seconds(state) })
  const model = typeof request.model === 'string' ? request.model : ''
  const delta = { id: turn.id, object: 'chat.completion.chunk', created: seconds(state), model }
  const [created] = encoder.push({
    ...delta,
    choices: [{ index: 0, delta: { role: 'assistant' }, finish_reason: null }],
  })
  return isObject(created) && isObject(created.response) ? created.response : {}
}

/** Of what no model was asked for. */
export const noUsage = {
  input_tokens: 0,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 0,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 0,
}
