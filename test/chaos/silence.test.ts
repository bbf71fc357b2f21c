// Upstreams that fall silent, and callers who have set a limit to it: the limit ends the call, with the truth.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Side } from '../fixtures.ts'
import { ask } from './caller.ts'
import { type Answer, answerOf, eventStream } from './kind.ts'
import { type ChaosUpstream, chaosUpstream, chunkOf, head, type Script } from './upstream.ts'

const timeout = { headers: 150, idle: 150 }
const sides: readonly Side[] = ['chat', 'responses']
const stalled = (contentType: string, ...pieces: string[]): Script => [
  head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked' }),
  ...pieces.map(chunkOf),
  { act: 'stall' },
]
const ended = (events: readonly string[], count: number) => events.slice(0, count).join('')

interface Silence {
  readonly name: string
  readonly script: (answer: Answer) => Script
  readonly stream: object
  readonly whole: object
}

const timedOut = { kind: 'rejected', error: { name: 'TimeoutError' } }
const failed = { kind: 'failed' }
const completed = { kind: 'completed' }

const silences: readonly Silence[] = [
  { name: 'before its headers', script: () => [{ act: 'stall' }], stream: timedOut, whole: timedOut },
  {
    name: 'after its headers',
    script: ({ contentType }) => stalled(contentType),
    stream: failed,
    whole: timedOut,
  },
  {
    name: 'in the middle of its body',
    script: ({ contentType, half }) => stalled(contentType, half),
    stream: failed,
    whole: timedOut,
  },
  {
    name: 'in the middle of events that it calls JSON',
    script: ({ events }) => stalled('application/json', ended(events, 2)),
    stream: failed,
    whole: timedOut,
  },
  {
    name: 'in the middle of an error',
    script: () => [head(503, { 'transfer-encoding': 'chunked' }), chunkOf('{"error":'), { act: 'stall' }],
    stream: { kind: 'error', status: 503 },
    whole: { kind: 'error', status: 503 },
  },
  {
    name: 'after the last word of its stream',
    script: ({ events, finishedAfter }) => stalled(eventStream, ended(events, finishedAfter), 'data: [DONE]\n\n'),
    stream: completed,
    whole: timedOut,
  },
]

let upstream: ChaosUpstream

beforeAll(async () => {
  upstream = await chaosUpstream()
})

afterAll(() => upstream.close())

describe.each(silences)('an upstream that falls silent $name', ({ script, stream, whole }) => {
  for (const side of sides) {
    test(`speaks ${side}: the limit ends the call, and the upstream is let go`, async () => {
      const hear = async (streams: boolean, owed: object) => {
        const url = upstream.urlOf(script(answerOf(side, streams)))
        expect(await ask(url, { side, stream: streams, options: { timeout } })).toMatchObject(owed)
        await upstream.visitsOf(url)[0]?.gone
      }
      await Promise.all([hear(true, stream), hear(false, whole)])
    })
  }
})

test('an upstream that is slow, and never silent for as long as the limit, is heard to its end', async () => {
  for (const side of sides) {
    const { events } = answerOf(side, true)
    const slow = events.flatMap(event => [chunkOf(event), { wait: 60 }])
    const opening = head(200, { 'content-type': eventStream, 'transfer-encoding': 'chunked' })
    const url = upstream.urlOf([opening, ...slow, '0\r\n\r\n', { act: 'half-close' }])
    expect(await ask(url, { side, stream: true, options: { timeout: { idle: 1_000 } } })).toEqual(completed)
  }
})

test('after all of them no connection is left', async () => {
  expect(await upstream.connectionsLeft()).toBe(0)
})
