// After many calls through createFetch, however they end, nothing is left behind: no socket, no listener, no timer.
import { expect, test } from 'vitest'
import { createFetch } from '../../src/shim/fetch.ts'
import { callers } from '../chaos/answers.ts'
import { post } from '../fetch/upstream.ts'
import type { Side } from '../fixtures.ts'
import { type CountingUpstream, countingUpstream, type Manner } from './leaks-upstream.ts'
import { demand, expectNothingLeft, inParallel, mustFail, pause, watchLeaks } from './leaks-watch.ts'

/** How many calls are made in each direction. */
const calls = Number(process.env.LEAK_CALLS ?? 300)
const atOnce = 8
const sides: readonly Side[] = ['chat', 'responses']

interface Asking {
  readonly upstream: CountingUpstream
  readonly side: Side
  readonly bridged: typeof fetch
  readonly shared: AbortSignal
}

type Way = (asking: Asking) => Promise<void>

function ask({ upstream, side, bridged }: Asking, manner: Manner, more: object, init: RequestInit = {}) {
  const { path, body } = callers[side]
  return bridged(upstream.urlOf(manner).replace(/\/v1$/, '') + path, { ...post({ ...body, ...more }), ...init })
}

const streaming = { stream: true }

/** All the ways in which a call can end. */
const ways: Readonly<Record<string, Way>> = {
  'a result': async asking => void (await (await ask(asking, 'plainly', {}, { signal: asking.shared })).json()),
  'a stream, read to its end': async asking =>
    void (await (await ask(asking, 'plainly', streaming, { signal: asking.shared })).text()),
  'an error': async asking => {
    const answer = await ask(asking, 'refusing', streaming, { signal: asking.shared })
    demand(answer.status === 429, 'the status is 429')
    await answer.text()
  },
  'a request that is refused': async asking => {
    const answer = await ask(asking, 'plainly', { model: 7 }, { signal: asking.shared })
    demand(answer.status === 400, 'the status is 400')
  },
  'a broken stream': async asking => {
    const text = await (await ask(asking, 'breaking', streaming, { signal: asking.shared })).text()
    demand(text.includes('"error"'), 'the stream ends in an error')
  },
  'a broken result': async asking => {
    const answer = await ask(asking, 'breaking', {}, { signal: asking.shared }).catch(() => undefined)
    if (answer !== undefined) demand(answer.status === 502, 'the status is 502')
  },
  'a body that is given up': async asking => {
    const answer = await ask(asking, 'stalling', streaming, { signal: asking.shared })
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.cancel()
  },
  'a body that nobody reads': async asking => {
    const answer = await ask(asking, 'stalling', streaming, { signal: asking.shared })
    await answer.body?.cancel()
  },
  'an abort in the middle': async asking => {
    const controller = new AbortController()
    const answer = await ask(asking, 'stalling', streaming, { signal: controller.signal })
    const reader = answer.body?.getReader()
    await reader?.read()
    const last = reader?.read()
    controller.abort()
    await mustFail(last)
  },
  'an abort before the headers': async asking => {
    const controller = new AbortController()
    const name = String(Math.random())
    const headers = { 'content-type': 'application/json', 'x-call': name }
    const answer = ask(asking, 'silent', streaming, { signal: controller.signal, headers })
    const rejected = mustFail(answer)
    await asking.upstream.asked(name)
    controller.abort()
    await rejected
  },
  'an abort before the call': async asking => {
    await mustFail(ask(asking, 'plainly', {}, { signal: AbortSignal.abort() }))
  },
}
/** What only chat callers have emulated. */
const emulatedWays: Readonly<Record<string, Way>> = {
  'three choices at once': async asking =>
    void (await (await ask(asking, 'plainly', { n: 3, stream: true }, { signal: asking.shared })).text()),
  'three choices, given up': async asking => {
    const answer = await ask(asking, 'stalling', { n: 3, stream: true }, { signal: asking.shared })
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.cancel()
  },
  'a text cut at its stop': async asking =>
    void (await (await ask(asking, 'plainly', { stop: 'o', stream: true }, { signal: asking.shared })).text()),
}

const timeouts = { retry: { attempts: 2, maxDelay: 1 }, timeout: { headers: 60_000, idle: 60_000 } }

test.each(sides)(
  `${calls} calls before a server that speaks %s leave nothing behind`,
  async side => {
    const upstream = await countingUpstream(side)
    const fetches = [createFetch({ upstream: side }), createFetch({ upstream: side, ...timeouts })] as const
    const all = Object.values(side === 'responses' ? { ...ways, ...emulatedWays } : ways)
    const watch = watchLeaks()
    const some = async (count: number) => {
      await inParallel(count, atOnce, async turn => {
        const bridged = Math.floor(turn / all.length) % 2 === 0 ? fetches[0] : fetches[1]
        await all[turn % all.length]?.({ upstream, side, bridged, shared: watch.signal })
      })
      await upstream.settled()
      // Whoever has said the last word is let go after a second.
      await pause(1100)
    }
    try {
      await some(all.length * 2)
      const before = await watch.left()
      await some(calls)
      const after = await watch.left()
      expect(upstream.sockets.size).toBe(0)
      expectNothingLeft(before, after)
    } finally {
      watch.stop()
      await upstream.close()
    }
  },
  600_000,
)
