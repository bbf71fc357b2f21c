// The directions, by what the upstream speaks.
import type { Direction } from './direction.ts'
import { upstreamChat } from './upstream-chat.ts'
import { upstreamResponses } from './upstream-responses.ts'

export const directions: Readonly<Record<'responses' | 'chat', Direction>> = {
  responses: upstreamResponses,
  chat: upstreamChat,
}
