// Which calls are the shim's business, and where they go: only the end of the path changes, never host or query.
import type { Direction } from './direction.ts'

type FetchInput = Parameters<typeof fetch>[0]

/** A Request, of this realm or of another fetch implementation. */
export function isRequest(input: FetchInput): input is Request {
  return typeof input === 'object' && 'url' in input
}

function urlOf(input: FetchInput): string {
  if (typeof input === 'string') return input
  return isRequest(input) ? input.url : input.href
}

/** The upstream's URL for a call of the caller's create route; undefined for every other call. */
export function upstreamUrl(direction: Direction, input: FetchInput, init: RequestInit | undefined) {
  const method = init?.method ?? (isRequest(input) ? input.method : 'GET')
  return method.toUpperCase() === 'POST' ? withSuffix(urlOf(input), direction) : undefined
}

// The base makes a browser's relative URL parsable; it is never part of what is sent.
const anywhere = 'http://relative.invalid'

function withSuffix(url: string, { callerSuffix, upstreamSuffix }: Direction): string | undefined {
  if (!URL.canParse(url, anywhere)) return undefined
  // A look at the parsed path first: in `http://chat/completions` the text in question is half a host.
  if (!new URL(url, anywhere).pathname.endsWith(callerSuffix)) return undefined
  const end = url.search(/[?#]/)
  const path = end === -1 ? url : url.slice(0, end)
  if (!path.endsWith(callerSuffix)) return undefined
  return path.slice(0, -callerSuffix.length) + upstreamSuffix + url.slice(path.length)
}
