// Faults of the content coding: answers that are compressed, or only say so.
import { deflateSync, gzipSync } from 'node:zlib'
import type { Kind } from './kind.ts'
import { head } from './upstream.ts'

const codedHead = (contentType: string, coding: string, length: number) =>
  head(200, { 'content-type': contentType, 'content-encoding': coding, 'content-length': length, connection: 'close' })

export const codingKinds: readonly Kind[] = [
  {
    name: 'compresses its answer',
    script: ({ contentType, body }) => {
      const packed = gzipSync(body)
      return [codedHead(contentType, 'gzip', packed.length), packed]
    },
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'says gzip and sends something else',
    script: ({ contentType, body }) => {
      const packed = deflateSync(body)
      return [codedHead(contentType, 'gzip', packed.length), packed]
    },
    stream: 'failed',
    whole: 'rejected',
  },
  {
    name: 'cuts its compressed answer short',
    script: ({ contentType, body }) => {
      const packed = gzipSync(body).subarray(0, 60)
      return [codedHead(contentType, 'gzip', 400), packed, { act: 'half-close' }]
    },
    stream: 'failed',
    whole: 'rejected',
  },
]
