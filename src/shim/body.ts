// The caller's request: its body as JSON, and everything else as it goes on to the upstream.
import { isObject, type JsonObject } from '../atlas/read.ts'
import { unlessAborted } from './abort.ts'
import { isRequest } from './route.ts'

type FetchInput = Parameters<typeof fetch>[0]

/** What is no create call as the API would take it, with the sentence the caller is answered. */
export class RefusedRequestError extends Error {
  override readonly name = 'RefusedRequestError'
  readonly code: string
  readonly param: string | null

  constructor(code: string, message: string, param: string | null = null) {
    super(message)
    this.code = code
    this.param = param
  }
}

export async function readBody(input: FetchInput, init: RequestInit | undefined): Promise<JsonObject> {
  const coding = headersOf(input, init).get('content-encoding')
  if (coding !== null && coding !== 'identity') {
    throw new RefusedRequestError('unsupported_encoding', 'The request body is compressed. Send it uncompressed.')
  }
  const text = await readText(input, init)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new RefusedRequestError('invalid_json', 'The request body is not JSON.')
  }
  if (!isObject(body)) throw new RefusedRequestError('invalid_json', 'The request body must be a JSON object.')
  return body
}

async function readText(input: FetchInput, init: RequestInit | undefined): Promise<string> {
  const body = init?.body ?? undefined
  if (typeof body === 'string') return body
  if (body !== undefined) return unlessAborted(new Response(body).text(), signalOf(input, init))
  return isRequest(input) ? input.text() : ''
}

export function signalOf(input: FetchInput, init: RequestInit | undefined): AbortSignal | undefined {
  return init?.signal ?? (isRequest(input) ? input.signal : undefined)
}

function headersOf(input: FetchInput, init: RequestInit | undefined): Headers {
  return new Headers(init?.headers ?? (isRequest(input) ? input.headers : undefined))
}

// They describe the bytes of a body that is not sent.
const bodyHeaders = ['content-length', 'content-encoding', 'transfer-encoding']

/** Headers of a message whose body has been replaced by one of another content type. */
export function headersFor(headers: Headers, contentType: string): Headers {
  const kept = new Headers(headers)
  for (const name of bodyHeaders) kept.delete(name)
  kept.set('content-type', contentType)
  return kept
}

const requestMembers = [
  'cache',
  'credentials',
  'integrity',
  'keepalive',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
  'signal',
] as const

/** The caller's own init, unknown members (dispatcher, agent) included, around the converted body. */
export function upstreamInit(input: FetchInput, init: RequestInit | undefined, body: JsonObject): RequestInit {
  const members: Record<string, unknown> = {}
  if (isRequest(input)) {
    for (const name of requestMembers) if (input[name] !== undefined) members[name] = input[name]
  }
  return {
    ...members,
    ...init,
    method: 'POST',
    headers: headersFor(headersOf(input, init), 'application/json'),
    body: JSON.stringify(body),
  }
}
