// The response before anything has been said, as the converter begins every response.
import type { JsonObject } from '../../atlas/read.ts'
import { responseEventEncoder } from '../../index.ts'
import { type State, seconds } from './call.ts'
import type { Turn } from './turn.ts'

export function unsaid(state: State, turn: Turn, request: JsonObject): JsonObject {
  const encoder = responseEventEncoder({ request, now: () => seconds(state) })
  const model = typeof request.model === 'string' ? request.model : ''
  const delta = { id: turn.id, object: 'chat.completion.chunk' as const, created: seconds(state), model }
  const [created] = encoder.push({
    ...delta,
    choices: [{ index: 0, delta: { role: 'assistant' }, finish_reason: null }],
  })
  return created !== undefined && 'response' in created ? { ...created.response } : {}
}
