// The bodies of requests on Node: gzip, deflate, br, and zstd where this Node has it, undone off the main thread.
import * as zlib from 'node:zlib'
import { readAll } from './coding/bytes.ts'
import { corrupt, deflateFormat, singleCoding, tooLarge, unsupported } from './coding/faults.ts'
import type { DecodeBody } from './contract.ts'

type Done = (error: Error | null, result: unknown) => void
type Method = (bytes: Uint8Array, options: { maxOutputLength: number; info: true }, done: Done) => void

// Not destructured and not called by name: Node 20 has no zstd.
const { zstdDecompress }: Partial<typeof zlib> = zlib
const methods = new Map<string, Method>([
  ['gzip', zlib.gunzip],
  ['deflate', zlib.inflate],
  ['br', zlib.brotliDecompress],
  ...(zstdDecompress === undefined ? [] : [['zstd', zstdDecompress] as const]),
])

const names = [...methods.keys()]
const listed = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

/** Holds at most the limit, however much a bomb would come to. */
export const decodeBody: DecodeBody = async (body, coding, limits) => {
  const name = singleCoding(coding)
  const known = methods.get(name)
  if (known === undefined) throw unsupported(listed)
  const bytes = await readAll(body, limits.bytes)
  const method = name === 'deflate' && deflateFormat(bytes) === 'deflate-raw' ? zlib.inflateRaw : known
  return new Promise((resolve, reject) => {
    method(bytes, { maxOutputLength: limits.bytes, info: true }, (error, result) => {
      if (error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
        return reject(tooLarge(limits.bytes))
      // Bytes after the end would be left out in silence.
      const { buffer, engine } = (result ?? {}) as Partial<Decompressed>
      if (error || buffer === undefined || engine?.bytesWritten !== bytes.byteLength) return reject(corrupt(name))
      resolve(buffer)
    })
  })
}

/** What zlib gives with `info`, which its types do not say. */
interface Decompressed {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}
