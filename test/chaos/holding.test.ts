// What a caller holds: back-pressure on the upstream while it does not read, and nothing of a signal once it is done.
import { getEventListeners } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Side } from '../fixtures.ts'
import { type Asking, ask, call } from './caller.ts'
import { answerOf } from './kind.ts'
import { type ChaosUpstream, chaosUpstream, chunkOf, head } from './upstream.ts'

const sides: readonly Side[] = ['chat', 'responses']
let upstream: ChaosUpstream

beforeAll(async () => {
  upstream = await chaosUpstream()
})

afterAll(() => upstream.close())

describe('a caller who stops reading', () => {
  test.each(sides)('holds back an upstream that speaks %s, and lets it go by leaving', async side => {
    const { events, contentType } = answerOf(side, true)
    const opening = head(200, { 'content-type': contentType, 'transfer-encoding': 'chunked' })
    const [delta, before] = side === 'chat' ? [events[1], 1] : [events[3], 3]
    const url = upstream.urlOf([opening, ...events.slice(0, before).map(chunkOf), { flood: chunkOf(delta ?? '') }])
    const visiting = upstream.nextVisit(url)
    const answer = await call(url, { side, stream: true })
    const visit = await visiting
    const reader = answer.body?.getReader()
    await reader?.read()
    // Until what lies between them is full: the buffers of two sockets, and of fetch.
    let sent = -1
    for (let tries = 0; sent !== visit.sent() && tries < 100; tries += 1) {
      sent = visit.sent()
      await new Promise(resolve => setTimeout(resolve, 200))
    }
    expect(visit.sent()).toBe(sent)
    expect(sent).toBeLessThan(32 * 1024 * 1024)
    await reader?.cancel()
    await visit.gone
  })
})

describe('one signal for many calls', () => {
  test.each([{}, { timeout: { headers: 60_000, idle: 60_000 } }])('collects nothing with %j', async options => {
    const { signal } = new AbortController()
    for (const side of sides) {
      for (const stream of [true, false]) {
        const { contentType, body } = answerOf(side, stream)
        const length = Buffer.byteLength(body)
        const url = upstream.urlOf([
          head(200, { 'content-type': contentType, 'content-length': length, connection: 'close' }),
          body,
        ])
        for (let count = 0; count < 10; count += 1) {
          const bound = fetchThatForgetsItsSignal(signal)
          const asking: Asking = { side, stream, init: { signal }, options: { ...options, fetch: bound } }
          expect(await ask(url, asking)).toEqual({ kind: 'completed' })
        }
      }
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  /** The global fetch keeps a listener of its own until it is collected; those counted here are ours. */
  function fetchThatForgetsItsSignal(forgotten: AbortSignal): typeof fetch {
    return (input, init) => {
      const { signal: _, ...rest } = init ?? {}
      return fetch(input, init?.signal === forgotten ? rest : init)
    }
  }
})

test('after all of them no connection is left', async () => {
  expect(await upstream.connectionsLeft()).toBe(0)
})
