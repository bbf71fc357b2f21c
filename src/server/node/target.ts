// Requests whose target or Host is not what a client of an API sends, refused before anything makes a URL of them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { RefusedCall } from '../contract.ts'
import { failureOf } from '../failure.ts'
import { hostName, hostNotAllowed } from '../guard.ts'
import { unknownPath } from '../routes.ts'

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

// `/x/../v1`, `/%2e/v1`: a URL has them taken out, and whoever looked at the path in front of this server had not.
const hasDotSegment = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i

function refusalOf({ url = '', headers, rawHeaders }: IncomingMessage): RefusedCall | undefined {
  // An absolute target would name a server; this one is no proxy.
  if (!url.startsWith('/')) return badTarget()
  if (hasDotSegment.test(url)) return unknownPath()
  if (countOfHosts(rawHeaders) > 1) return severalHosts()
  const { host } = headers
  // Whoever makes a URL of Host and path would take a part of the one for the other.
  return host === undefined || hostName(host) !== undefined ? undefined : hostNotAllowed()
}

/** Node has the first of several; whoever stands in front may have looked at another. */
export function checkOneHost(rawHeaders: readonly string[]): void {
  if (countOfHosts(rawHeaders) > 1) throw severalHosts()
}

function severalHosts(): RefusedCall {
  return new RefusedCall(400, 'several_hosts', 'The request must have one Host header.')
}

function countOfHosts(rawHeaders: readonly string[]): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') count++
  }
  return count
}
