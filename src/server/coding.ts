// The bodies of requests: content coding undone, size and depth limited. What every runtime has; coding-node.ts has more.
import type { JsonObject } from '../atlas/read.ts'
import { asText, readAll } from './coding/bytes.ts'
import { corrupt, deflateFormat, singleCoding, tooLarge, unsupported } from './coding/faults.ts'
import { parseObject } from './coding/json.ts'
import { type BodyLimits, type DecodeBody, RefusedCall } from './contract.ts'

export { readAll } from './coding/bytes.ts'

const formats: Readonly<Record<string, 'gzip' | 'deflate'>> = { gzip: 'gzip', deflate: 'deflate' }

/** gzip and deflate. Never holds much more than the limit, however much a bomb would come to. */
export const decodeBody: DecodeBody = async (body, coding, limits) => {
  const name = singleCoding(coding)
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (format === undefined) throw unsupported('gzip or deflate')
  const bytes = await readAll(body, limits.bytes)
  const plain = streamOf(bytes).pipeThrough(new DecompressionStream(format === 'gzip' ? format : deflateFormat(bytes)))
  try {
    return await readAll(plain, limits.bytes)
  } catch (error) {
    void plain.cancel().catch(() => {})
    throw error instanceof RefusedCall ? tooLarge(limits.bytes) : corrupt(format)
  }
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(bytes))
      controller.close()
    },
  })
}

/** JSON text to an object. Throws `RefusedCall` 400: no UTF-8, no JSON, no object, or deeper than `limits.depth`. */
export function parseBody(bytes: Uint8Array, limits: BodyLimits): JsonObject {
  return parseObject(asText(bytes), limits.depth)
}
