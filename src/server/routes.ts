// The paths in front, and what a path must look like to go upstream.
import { RefusedCall, type UpstreamApi } from './contract.ts'

/** The create route of each API, below the base URL. */
export const createRoutes: Readonly<Record<UpstreamApi, string>> = {
  chat: '/chat/completions',
  responses: '/responses',
}

export const front = '/v1'

/** The API whose create route this is, if it is one: exactly, for every other spelling has a meaning of its own. */
export function createRouteOf(method: string, path: string): UpstreamApi | undefined {
  if (method !== 'POST') return undefined
  if (path === front + createRoutes.chat) return 'chat'
  return path === front + createRoutes.responses ? 'responses' : undefined
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * The route below the upstream's base for a call that passes through. Refused is whatever another server could read as
 * another path: dots, empty segments, encoded slashes and dots, and other spellings of the create routes.
 */
export function passedRoute(method: string, path: string): string {
  if (!methods.has(method)) {
    throw new RefusedCall(405, 'method_not_allowed', 'This method is not one of the APIs.')
  }
  const route = path.slice(front.length)
  const isPlain = path.startsWith(`${front}/`) && /^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+$/.test(route)
  if (!isPlain || /\/\.|%(?![0-9a-f]{2})|%(?:2e|2f|5c|25|[01][0-9a-f]|7f)/i.test(route)) throw unknownPath()
  const spelled = decodeURI(route.replace(/%[89a-f][0-9a-f]/gi, '')).toLowerCase()
  if (method === 'POST' && /^\/(?:chat\/completions|responses)(?![\w/-])/.test(spelled)) throw unknownPath()
  return route
}

export function unknownPath(): RefusedCall {
  const message = 'There is nothing at this path. The APIs are at /v1/chat/completions and /v1/responses.'
  return new RefusedCall(404, 'not_found', message)
}
