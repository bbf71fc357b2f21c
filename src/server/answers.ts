// What answers of either way through have in common.
import { RefusedCall } from './contract.ts'
import { scrubber, withoutSecrets } from './scrub.ts'
import type { Settings } from './settings.ts'

export function redirected(): RefusedCall {
  const message = 'The upstream answered with a redirect, which is not followed. Give the bridge its final address.'
  return new RefusedCall(502, 'upstream_redirect', message)
}

/** What must never be in an answer, whatever an upstream repeats. */
export function secretsOf({ upstreamKey, frontKeys }: Settings): readonly string[] {
  return upstreamKey === undefined ? frontKeys : [upstreamKey, ...frontKeys]
}

/** An upstream's error as it goes to the caller. */
export function scrubbedBody(body: unknown, settings: Settings): string {
  return scrubber(secretsOf(settings))(typeof body === 'string' ? body : JSON.stringify(body))
}

/** An error within a stream: it may repeat much that is the caller's, and only the server's own keys are taken out. */
export function masked(element: unknown, settings: Settings): unknown {
  return JSON.parse(withoutSecrets(JSON.stringify(element), secretsOf(settings)))
}

/** What stands between must neither keep a stream nor wait for its end. */
export const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
}
