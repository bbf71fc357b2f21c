// The body of a call: its bytes within their limits, and for the create routes a JSON object.
import type { JsonObject } from '../atlas/read.ts'
import { incomplete } from './coding/faults.ts'
import { parseBody, readAll } from './coding.ts'
import { RefusedCall } from './contract.ts'
import { headerOf, type Incoming } from './front.ts'
import type { Settings } from './settings.ts'

/** Reads the body within its limits, whatever its length header says. */
export function readBytes({ headers, body }: Incoming, { limits, decode }: Settings): Promise<Uint8Array> {
  const coding = headerOf(headers, 'content-encoding')?.trim().toLowerCase() ?? ''
  if (coding !== '' && coding !== 'identity') return decode(body, coding, limits).catch(refuse)
  return 'whole' in body ? body.whole(limits.bytes) : readAll(body, limits.bytes).catch(refuse)
}

function refuse(error: unknown): never {
  throw error instanceof RefusedCall ? error : incomplete()
}

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
