// What a browser is told for the pages whose origins the settings allow. Nobody else is told anything.
import { type HeaderFields, headerOf } from './front.ts'
import type { Settings } from './settings.ts'

const exposed = 'x-bridge-losses, x-request-id, retry-after, retry-after-ms, x-should-retry'

export function corsHeaders(headers: HeaderFields, { allowedOrigins }: Settings): Record<string, string> {
  const origin = headerOf(headers, 'origin')
  if (origin === undefined || !allowedOrigins.includes(origin)) return {}
  return { 'access-control-allow-origin': origin, vary: 'Origin', 'access-control-expose-headers': exposed }
}

const names = /^[\w-]+(?: *, *[\w-]+)*$/

/** The answer to a browser that asks for leave, once the origin has been let in. */
export function preflightHeaders(headers: HeaderFields, settings: Settings): Record<string, string> {
  const asked = headerOf(headers, 'access-control-request-headers') ?? ''
  return {
    ...corsHeaders(headers, settings),
    'access-control-allow-methods': 'GET, POST, DELETE',
    ...(names.test(asked) && { 'access-control-allow-headers': asked }),
    'access-control-max-age': '600',
  }
}
