// Callers who leave: whenever and however they do, the upstream is let go at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Side } from '../fixtures.ts'
import { seeded } from '../wire/bytes-streams.ts'
import { type Asking, ask, call } from './caller.ts'
import { answerOf } from './kind.ts'
import { departures } from './runs.ts'
import { type ChaosUpstream, chaosUpstream, chunkOf, head, type Script } from './upstream.ts'

const atOnce = 8
const promisedMilliseconds = 250
const random = seeded(20_261_122)
const sides: readonly Side[] = ['chat', 'responses']

let upstream: ChaosUpstream
const unhandled: unknown[] = []
const remember = (reason: unknown) => unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', remember)
  upstream = await chaosUpstream()
})

afterAll(async () => {
  process.off('unhandledRejection', remember)
  await upstream.close()
})

type Way = (answer: Response, abort: () => void) => Promise<unknown>

/** How a caller leaves whose answer has begun to come; `read` is how often it has read before. */
const ways: Readonly<Record<string, (reads: number) => Way>> = {
  'aborts its signal': reads => async (answer, abort) => {
    const reader = answer.body?.getReader()
    for (let read = 0; read < reads; read += 1) await reader?.read()
    const last = reader?.read()
    abort()
    await expect(last).rejects.toThrow('abort')
  },
  'cancels the body': reads => async answer => {
    const reader = answer.body?.getReader()
    for (let read = 0; read < reads; read += 1) await reader?.read()
    await reader?.cancel('enough')
  },
  'cancels the body while it reads': reads => async answer => {
    const reader = answer.body?.getReader()
    for (let read = 0; read < reads; read += 1) await reader?.read()
    const last = reader?.read()
    await reader?.cancel('enough')
    expect(await last).toEqual({ done: true, value: undefined })
  },
  'breaks off its loop': reads => async answer => {
    let read = 0
    if (reads === 0) return answer.body?.cancel()
    for await (const _ of answer.body ?? []) if (++read === reads) break
  },
}

/** A stream that stops, open, somewhere before its end; each event in a chunk of its own. */
function unfinished(side: Side): { script: Script; events: number } {
  const { events, contentType, finishedAfter } = answerOf(side, true)
  const sent = random(finishedAfter)
  const opening = head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked' })
  const cut = events[sent]?.slice(0, random(events[sent].length)) || ':'
  return { script: [opening, ...events.slice(0, sent).map(chunkOf), chunkOf(cut), { act: 'stall' }], events: sent }
}

/** Leaves once, and says how long it took until the upstream knew. */
async function leave(side: Side, way: (reads: number) => Way): Promise<number> {
  const { script, events } = unfinished(side)
  const url = upstream.urlOf(script)
  const controller = new AbortController()
  const visiting = upstream.nextVisit(url)
  const answer = await call(url, { side, stream: true, init: { signal: controller.signal } })
  const visit = await visiting
  await visit.played
  // A chat caller gets nothing for the three events before the first delta: a read would never come back.
  const mayRead = side === 'chat' ? events > 0 : events > 3
  let left = 0
  const leaving = way(mayRead ? random(2) : 0)(answer, () => {
    left = performance.now()
    controller.abort()
  })
  left ||= performance.now()
  await leaving
  return (await visit.gone) - left
}

async function inBatches(count: number, one: () => Promise<number>): Promise<number[]> {
  const all: number[] = []
  while (all.length < count) {
    const batch = Math.min(atOnce, count - all.length)
    all.push(...(await Promise.all(Array.from({ length: batch }, one))))
  }
  return all
}

describe.each(Object.entries(ways))('a caller who %s at any moment of a stream', (_, way) => {
  test.each(sides)('is gone for an upstream that speaks %s', async side => {
    const count = Math.ceil(departures / Object.keys(ways).length / sides.length)
    const took = await inBatches(count, () => leave(side, way))
    expect(took).toHaveLength(count)
    expect(Math.max(...took)).toBeLessThanOrEqual(promisedMilliseconds)
  })
})

describe('a caller who aborts before there is anything to read', () => {
  const moments: Readonly<Record<string, Script>> = {
    'before the headers': [{ act: 'stall' }],
    'within the headers': ['HTTP/1.1 200 OK\r\ncontent-', { act: 'stall' }],
    'after the headers': [head(200, { 'content-type': 'application/json', 'content-length': 900 }), { act: 'stall' }],
    'within the body': [
      head(200, { 'content-type': 'application/json', 'content-length': 900 }),
      '{"id":"',
      { act: 'stall' },
    ],
    'within an error': [head(500, { 'content-length': 900 }), '{"error', { act: 'stall' }],
    'within a stream nobody asked for': [
      head(200, { 'content-type': 'text/event-stream', 'content-length': 900 }),
      'data: {"id":"chatcmpl-1","choices":[]}\n\n',
      { act: 'stall' },
    ],
  }

  test.each(Object.entries(moments))('%s is gone for the upstream', async (_, script) => {
    for (const side of sides) {
      for (const stream of moments['within a stream nobody asked for'] === script ? [false] : [false, true]) {
        const url = upstream.urlOf(script)
        const controller = new AbortController()
        const asking: Asking = { side, stream, init: { signal: controller.signal } }
        const visiting = upstream.nextVisit(url)
        const asked = ask(url, asking)
        const visit = await visiting
        await visit.played
        // What has been sent is to have been read, too.
        await new Promise(resolve => setTimeout(resolve, 10))
        const left = performance.now()
        controller.abort(new Error('enough'))
        expect(await asked).toEqual({ kind: 'rejected', error: new Error('enough') })
        expect((await visit.gone) - left).toBeLessThanOrEqual(promisedMilliseconds)
      }
    }
  })

  test('before it has even called does not reach the upstream', async () => {
    for (const side of sides) {
      const url = upstream.urlOf([{ act: 'stall' }])
      const outcome = await ask(url, { side, stream: true, init: { signal: AbortSignal.abort(new Error('enough')) } })
      expect(outcome).toEqual({ kind: 'rejected', error: new Error('enough') })
      expect(upstream.visitsOf(url)).toHaveLength(0)
    }
  })

  test('by a deadline of its own gets what fetch says then', async () => {
    for (const side of sides) {
      const { contentType, half } = answerOf(side, true)
      const opening = head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked' })
      const url = upstream.urlOf([opening, chunkOf(half), { act: 'stall' }])
      const outcome = await ask(url, { side, stream: true, init: { signal: AbortSignal.timeout(100) } })
      expect(outcome).toMatchObject({ kind: 'rejected', error: { name: 'TimeoutError' } })
      await upstream.visitsOf(url)[0]?.gone
    }
  })
})

test('after all of them no connection is left and nothing was thrown where nobody looks', async () => {
  expect(await upstream.connectionsLeft()).toBe(0)
  expect(unhandled).toEqual([])
})
