// Reading bytes to their end, within a limit.
import { RefusedCall } from '../contract.ts'
import { tooLarge } from './faults.ts'

/** A web stream, or what Node's own requests are. */
export type ByteChunks = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * All the bytes; throws as soon as there are more than `limit`. The rest is neither cancelled nor left by the iterator's
 * own way out: on Node both destroy the connection, and with it the answer that says what is wrong.
 */
export async function readAll(chunks: ByteChunks, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  const take = (part: Uint8Array) => {
    size += part.byteLength
    if (size > limit) throw tooLarge(limit)
    parts.push(part)
  }
  if ('getReader' in chunks) await readWeb(chunks, take)
  else await readIterable(chunks, take)
  return joined(parts, size)
}

async function readIterable(chunks: AsyncIterable<Uint8Array>, take: (part: Uint8Array) => void): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]()
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) take(step.value)
}

async function readWeb(stream: ReadableStream<Uint8Array>, take: (part: Uint8Array) => void): Promise<void> {
  const reader = stream.getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) take(step.value)
  } finally {
    reader.releaseLock()
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

// Made once: a decoder costs more than decoding a request.
const wholeTexts = new TextDecoder('utf-8', { fatal: true })

/** JSON is UTF-8. What is not is refused: a text with holes in it is not the one that was sent. */
export function asText(bytes: Uint8Array): string {
  try {
    return wholeTexts.decode(bytes)
  } catch {
    throw new RefusedCall(400, 'invalid_json', 'The request body is not UTF-8. Send JSON in UTF-8.')
  }
}
