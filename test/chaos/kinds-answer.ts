// Faults of the answer as a whole: a status, a content type or a body that is no result.
import { answerOf, eventStream, inChunks, json, type Kind, page } from './kind.ts'
import { chunkOf, head, sized } from './upstream.ts'

const error = { message: 'Slow down.', type: 'requests', param: null, code: 'rate_limit_exceeded' }
const errorPage = (status: number) => sized(status, 'text/html', page)

export const answerKinds: readonly Kind[] = [
  {
    name: 'answers 200 with an error',
    script: () => json(200, { error: { ...error, code: null } }),
    stream: 502,
    whole: 502,
  },
  {
    name: 'answers 200 with an error that knows its status',
    script: () => json(200, { error: { ...error, code: 429 } }),
    stream: 429,
    whole: 429,
  },
  {
    name: 'answers 200 with an error and no output',
    script: ({ failedResult }) => json(200, failedResult),
    stream: { chat: 502, responses: 500 },
    whole: { chat: 502, responses: 500 },
  },
  { name: 'answers 500', script: () => json(500, { error }), stream: 500, whole: 500 },
  { name: 'answers 429', script: () => json(429, { error }), stream: 429, whole: 429 },
  {
    name: 'answers 429 with Retry-After',
    script: () => json(429, { error }, { 'retry-after': 7, 'x-request-id': 'req_1' }),
    stream: 429,
    whole: 429,
  },
  {
    name: 'answers 503 with Retry-After',
    script: () => json(503, { detail: 'warming up' }, { 'retry-after': 7, 'x-request-id': 'req_1' }),
    stream: 503,
    whole: 503,
  },
  { name: 'answers 500 with a page', script: () => [errorPage(500)], stream: 500, whole: 500 },
  { name: 'answers 401 with nothing', script: () => [sized(401, 'application/json', '')], stream: 401, whole: 401 },
  { name: 'answers 200 with a page', script: () => [errorPage(200)], stream: 502, whole: 502 },
  { name: 'answers 200 with nothing', script: () => [sized(200, 'application/json', '')], stream: 502, whole: 502 },
  {
    name: 'answers with an event stream of nothing',
    script: () => [sized(200, eventStream, '')],
    stream: 'failed',
    whole: { chat: 'failed', responses: 502 },
  },
  {
    name: 'answers 204',
    script: () => [head(204, { connection: 'close' })],
    stream: 502,
    whole: 502,
  },
  {
    name: 'answers 204 and calls it an event stream',
    script: () => [head(204, { 'content-type': eventStream, connection: 'close' })],
    stream: 502,
    whole: 502,
  },
  {
    name: 'answers 205 with a body',
    script: ({ contentType, body }) => [sized(205, contentType, body)],
    stream: 502,
    whole: 502,
  },
  {
    name: 'answers with a status nobody knows',
    script: () => json('999 Request denied', { error }),
    stream: 502,
    whole: 502,
  },
  {
    name: 'has a status text beyond ASCII',
    script: ({ contentType, body }) => [sized('200 D’accord', contentType, body)],
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'has a header beyond ASCII',
    script: ({ contentType, body }) => [sized(200, contentType, body, { 'x-region': 'Zürich 東京' })],
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'answers 304',
    script: () => [head(304, { connection: 'close' })],
    stream: 'passed',
    whole: 'passed',
  },
  {
    name: 'breaks off in the middle of an error',
    script: () => [
      head(429, { 'content-type': 'application/json', 'retry-after': 7, 'transfer-encoding': 'chunked' }),
      chunkOf('{"error":{"mess'),
      { act: 'reset' },
    ],
    stream: 429,
    whole: 429,
  },
  {
    name: 'stalls in the middle of an error',
    script: () => [
      head(500, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
      chunkOf('{"error":{"mess'),
      { act: 'stall' },
    ],
    stalls: true,
    stream: 'rejected',
    whole: 'rejected',
  },
  {
    name: 'cuts its JSON short, with the length of what is left',
    script: ({ side }) => {
      const { body } = answerOf(side, false)
      return [sized(200, 'application/json', body.slice(0, -9))]
    },
    stream: 502,
    whole: 502,
  },
  ...['queued', 'in_progress', 'cancelled'].map(
    (status): Kind => ({
      name: `answers with a response that is ${status}`,
      script: ({ side, result }) =>
        json(200, side === 'responses' ? { ...result, status } : 'a chat answer has no status'),
      stream: { chat: 502, responses: 'failed' },
      whole: { chat: 502, responses: 'unfinished' },
    }),
  ),
  {
    name: 'says its result is plain text',
    script: ({ result }) => [sized(200, 'text/plain', JSON.stringify(result))],
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'does not say what its result is',
    script: ({ side }) => {
      const { body } = answerOf(side, false)
      return [head(200, { 'content-length': Buffer.byteLength(body), connection: 'close' }), body]
    },
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'says its events are JSON',
    script: ({ events }) => inChunks('application/json', events),
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'streams whether or not it was asked to',
    script: ({ events }) => inChunks(eventStream, events),
    stream: 'completed',
    whole: 'completed',
  },
  {
    name: 'writes a byte-order mark before its JSON',
    script: ({ result }) => [sized(200, 'application/json', `\uFEFF${JSON.stringify(result)}`)],
    stream: 'completed',
    whole: 'completed',
  },
  ...['null', '[]', '42', '"fine"', '{}'].map(
    (body): Kind => ({
      name: `answers with ${body}`,
      script: () => [sized(200, 'application/json', body)],
      stream: 502,
      whole: 502,
    }),
  ),
]
