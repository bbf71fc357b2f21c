// The body of a call: its bytes within their limits, and for the create routes a JSON object.
import type { JsonObject } from '../atlas/read.ts'
import { parseBody, readAll } from './coding.ts'
import { RefusedCall } from './contract.ts'
import { headerOf, type Incoming } from './front.ts'
import type { Settings } from './settings.ts'

/** Reads the body within its limits, whatever its length header says. */
export async function readBytes({ headers, body }: Incoming, { limits, decode }: Settings): Promise<Uint8Array> {
  const coding = headerOf(headers, 'content-encoding')?.trim().toLowerCase() ?? ''
  try {
    return await (coding === '' || coding === 'identity' ? allOf(body, limits.bytes) : decode(body, coding, limits))
  } catch (error) {
    if (error instanceof RefusedCall) throw error
    throw new RefusedCall(400, 'incomplete_body', 'The request broke off before its body was complete.', closing)
  }
}

const allOf = (body: Incoming['body'], limit: number) => ('whole' in body ? body.whole(limit) : readAll(body, limit))

const closing = { headers: { connection: 'close' } }

export async function readRequest(incoming: Incoming, settings: Settings): Promise<JsonObject> {
  checkType(incoming)
  return parseBody(await readBytes(incoming, settings), settings.limits)
}

export function jsonBody(incoming: Incoming, bytes: Uint8Array, settings: Settings): JsonObject {
  checkType(incoming)
  return parseBody(bytes, settings.limits)
}

/** A page can send any other type without being asked for leave by its browser. */
function checkType({ headers }: Incoming): void {
  if (/^application\/json *(?:;|$)/i.test(headerOf(headers, 'content-type') ?? '')) return
  const message = 'The request must have the content-type application/json.'
  throw new RefusedCall(415, 'unsupported_media_type', message, closing)
}
