// Requests whose target or Host is not what a client of an API sends, refused before anything makes a URL of them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { RefusedCall } from '../contract.ts'
import { failureOf } from '../failure.ts'
import { hostName, hostNotAllowed } from '../guard.ts'

/** Whether the request has been answered already. */
export function refusesTarget(request: IncomingMessage, response: ServerResponse): boolean {
  const refused = refusalOf(request)
  if (refused === undefined) return false
  const { status, headers, body } = failureOf(refused).outgoing
  response.writeHead(status, { ...headers, connection: 'close' }).end(body)
  return true
}

export function badTarget(): RefusedCall {
  return new RefusedCall(400, 'bad_target', 'The request must name a path of this server.')
}

function refusalOf({ url = '', headers }: IncomingMessage): RefusedCall | undefined {
  // An absolute target would name a server; this one is no proxy.
  if (!url.startsWith('/')) return badTarget()
  const { host } = headers
  // Whoever makes a URL of Host and path would take a part of the one for the other.
  return host === undefined || hostName(host) !== undefined ? undefined : hostNotAllowed()
}
