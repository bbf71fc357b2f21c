// Faults of the connection: what a network, a crashed server or a proxy in between does to an answer.
import { eventStream, inChunks, type Kind, untilClosed } from './kind.ts'
import { chunkOf, head } from './upstream.ts'

const chunkedHead = (contentType: string) => head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked' })
const longHead = (contentType: string, length: number) =>
  head(200, { 'content-type': contentType, 'content-length': length, connection: 'close' })
export const connectionKinds: readonly Kind[] = [
  {
    name: 'answers in chunks and closes',
    script: ({ contentType, pieces }) => inChunks(contentType, pieces),
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'answers with the right length and keeps the connection',
    script: ({ contentType, body }) => [
      head(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
      body,
    ],
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'answers one byte at a time',
    script: ({ contentType, body }) => [
      { dribble: head(200, { 'content-type': contentType, connection: 'close' }) + body },
      { act: 'half-close' },
    ],
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'says Early Hints first',
    script: ({ contentType, pieces }) => ['HTTP/1.1 103 Early Hints\r\n\r\n', ...inChunks(contentType, pieces)],
    stream: 'completed',
    whole: 'completed',
  },
  { name: 'closes at once', script: () => [{ act: 'half-close' }], stream: 'rejected', whole: 'rejected' },
  { name: 'resets at once', script: () => [{ act: 'reset' }], stream: 'rejected', whole: 'rejected' },
  {
    name: 'resets within the headers',
    script: ({ contentType }) => [chunkedHead(contentType).slice(0, 40), { act: 'reset' }],
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'closes within the headers',
    script: ({ contentType }) => [chunkedHead(contentType).slice(0, 40), { act: 'half-close' }],
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'resets after the headers',
    script: ({ contentType }) => [chunkedHead(contentType), { act: 'reset' }],
    stream: 'failed',
    whole: 'rejected',
  },
  {
    name: 'resets in the middle of the body',
    script: ({ contentType, half }) => [chunkedHead(contentType), chunkOf(half), { act: 'reset' }],
    stream: 'failed',
    whole: 'rejected',
  },
  {
    name: 'resets after the whole body, before the end of its chunks',
    script: ({ contentType, body }) => [chunkedHead(contentType), chunkOf(body), { act: 'reset' }],
    stream: 'completed',
    whole: 'rejected',
  },
  {
    name: 'closes in the middle of a body without a length',
    script: ({ contentType, half }) => untilClosed(contentType, half, { act: 'half-close' }),
    stream: 'failed',
    whole: 502,
  },
  {
    name: 'closes in the middle of a chunk',
    script: ({ contentType, half }) => [chunkedHead(contentType), chunkOf(half).slice(0, -12), { act: 'half-close' }],
    stream: 'failed',
    whole: 'rejected',
  },
  {
    name: 'closes between two chunks',
    script: ({ contentType, half }) => [chunkedHead(contentType), chunkOf(half), { act: 'half-close' }],
    stream: 'failed',
    whole: 'rejected',
  },
  {
    name: 'promises more bytes than it sends',
    script: ({ contentType, body }) => [
      longHead(contentType, Buffer.byteLength(body) + 100),
      body,
      { act: 'half-close' },
    ],
    // The stream has said that it is finished, whatever its headers said.
    stream: 'completed',
    whole: 'rejected',
  },
  {
    name: 'promises fewer bytes than it sends',
    script: ({ contentType, body, half }) => [
      longHead(contentType, Buffer.byteLength(half)),
      body,
      { act: 'half-close' },
    ],
    stream: 'failed',
    whole: 502,
  },
  {
    name: 'writes chunks with a length that is no number',
    script: ({ contentType, half }) => [
      chunkedHead(contentType),
      chunkOf(half),
      'zz\r\nnonsense\r\n',
      { act: 'half-close' },
    ],
    stream: 'failed',
    whole: 'rejected',
  },
  {
    name: 'never answers',
    script: () => [{ act: 'stall' }],
    stalls: true,
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'says nothing after the headers',
    script: ({ contentType }) => [chunkedHead(contentType), { act: 'stall' }],
    stalls: true,
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'stalls in the middle of the body',
    script: ({ contentType, half }) => [chunkedHead(contentType), chunkOf(half), { act: 'stall' }],
    stalls: true,
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'has said everything and does not close',
    script: ({ contentType, body }) => [
      head(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
      body,
      { act: 'stall' },
    ],
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'says everything and then never stops talking',
    script: ({ contentType, body, events }) =>
      contentType === eventStream
        ? [chunkedHead(contentType), chunkOf(body), { flood: chunkOf(events[0] ?? '') }]
        : [longHead(contentType, Buffer.byteLength(body)), body, { flood: 'and another thing' }],
    stream: 'completed',
    whole: 'completed',
    letGo: true,
  },
  {
    name: 'sends more headers than fetch accepts',
    script: ({ contentType, body }) => [
      head(200, {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'x-long': 'x'.repeat(70_000),
      }),
      body,
      { act: 'half-close' },
    ],
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'does not speak HTTP',
    script: () => ['220 mail.example ESMTP ready\r\n', { act: 'half-close' }],
    stream: 'rejected',
    whole: 'rejected',
  },
]
