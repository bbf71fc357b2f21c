// createFetch with `retry`: what is tried again, how long it waits, and what ends it. No test waits for real.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createFetch } from '../../src/shim/fetch.ts'
import { manualClock, settled } from './clock.ts'
import { chatHello, chatUrl, jsonAnswer, post, responseBody, scriptedUpstream, streamAnswer } from './upstream.ts'

type Options = Partial<Parameters<typeof createFetch>[0]>
type Step = Response | Error

const refused = (status: number, headers: Record<string, string> = {}) =>
  jsonAnswer({ error: { message: 'Not now.', code: 'not_now' } }, status, headers)
const good = () => jsonAnswer(responseBody)
const lost = () => new TypeError('fetch failed')

/** An upstream that takes these steps, under a clock that moves on whenever somebody waits; the waits are noted. */
function upstreamOf(steps: Step[], options: Options = { retry: true }, random?: () => number) {
  const clock = manualClock(random)
  const waits: number[] = []
  const hurried = {
    ...clock,
    now: clock.now,
    after(milliseconds: number, callback: () => void) {
      waits.push(milliseconds)
      const stop = clock.after(milliseconds, callback)
      setImmediate(() => clock.advance(milliseconds))
      return stop
    },
  }
  const left = [...steps]
  const upstream = scriptedUpstream(() => {
    const step = left.shift() ?? good()
    if (step instanceof Error) throw step
    return step
  })
  const bridged = createFetch({ upstream: 'responses', fetch: upstream.fetch, clock: hurried, ...options })
  return { ...upstream, waits, call: (init: RequestInit = {}) => bridged(chatUrl, { ...post(chatHello), ...init }) }
}

describe('a call that fails', () => {
  test('is not tried again unless the option says so', async () => {
    for (const options of [{}, { retry: false }]) {
      const { call, calls } = upstreamOf([refused(500)], options)
      expect((await call()).status).toBe(500)
      expect(calls).toHaveLength(1)
    }
  })

  test.each([408, 409, 429, 500, 502, 503, 529])('with %d is tried again, with the same request', async status => {
    const { call, calls } = upstreamOf([refused(status), refused(status)])
    expect((await call()).status).toBe(200)
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map(({ init }) => init.body)).size).toBe(1)
  })

  test.each([400, 401, 403, 404, 422])('with %d is not', async status => {
    const { call, calls } = upstreamOf([refused(status)])
    expect((await call()).status).toBe(status)
    expect(calls).toHaveLength(1)
  })

  test('because the upstream cannot be reached is tried again, and in the end rejects as fetch did', async () => {
    const { call, calls } = upstreamOf([lost(), lost()])
    expect((await call()).status).toBe(200)
    expect(calls).toHaveLength(3)
    const never = upstreamOf([lost(), lost(), lost()])
    await expect(never.call()).rejects.toThrow('fetch failed')
  })

  test('is answered with the last failure when the attempts are used up', async () => {
    const { call, calls } = upstreamOf([refused(500), refused(503), refused(429)], { retry: { attempts: 3 } })
    const answer = await call()
    expect([answer.status, calls.length]).toEqual([429, 3])
    expect(await answer.json()).toMatchObject({ error: { code: 'not_now' } })
    const once = upstreamOf([refused(500)], { retry: { attempts: 1 } })
    expect((await once.call()).status).toBe(500)
  })

  test('does as `x-should-retry` says, whatever the status', async () => {
    const no = upstreamOf([refused(500, { 'x-should-retry': 'false' })])
    expect([(await no.call()).status, no.calls.length]).toEqual([500, 1])
    const yes = upstreamOf([refused(400, { 'x-should-retry': 'true' })])
    expect([(await yes.call()).status, yes.calls.length]).toEqual([200, 2])
  })

  test('leaves no body of a failed attempt behind', async () => {
    let cancelled = 0
    const failed = streamAnswer(['x'], { whenCancelled: () => cancelled++ }, 'application/json')
    const { call } = upstreamOf([new Response(failed.body, { status: 500 })])
    await call()
    expect(cancelled).toBe(1)
  })

  test('after the first byte is not tried again: the stream ends in an error', async () => {
    const { call, calls } = upstreamOf([streamAnswer(['event: response.created\n', new Error('reset')])])
    const answer = await call({ body: JSON.stringify({ ...chatHello, stream: true }) })
    expect(await answer.text()).toContain('"error"')
    expect(calls).toHaveLength(1)
  })
})

describe('the wait before the next attempt', () => {
  test('is what the upstream asks for, in any of the three forms', async () => {
    const date = new Date(manualClock().now() + 7000).toUTCString()
    const asked: [Record<string, string>, number][] = [
      [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
      [{ 'retry-after': '3' }, 3000],
      [{ 'retry-after': '0.5' }, 500],
      [{ 'retry-after': date }, 7000],
      [{ 'retry-after': new Date(0).toUTCString() }, 0],
    ]
    for (const [headers, wait] of asked) {
      const { call, waits } = upstreamOf([refused(429, headers)])
      await call()
      expect(waits).toEqual([wait])
    }
  })

  test('is never longer than the cap', async () => {
    const far = upstreamOf([refused(429, { 'retry-after': '86400' })])
    await far.call()
    expect(far.waits).toEqual([60_000])
    const near = upstreamOf([refused(429, { 'retry-after': '9' })], { retry: { maxDelay: 100 } })
    await near.call()
    expect(near.waits).toEqual([100])
  })

  test('doubles up to eight seconds and is jittered in full where nothing is asked', async () => {
    const failures = () => Array.from({ length: 7 }, () => refused(500))
    const retry = { attempts: 8 }
    const longest = upstreamOf(failures(), { retry }, () => 0.999999)
    await longest.call()
    expect(longest.waits.map(Math.round)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000])
    const shortest = upstreamOf(failures(), { retry }, () => 0)
    await shortest.call()
    expect(shortest.waits).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  test('is as usual where what is asked makes no sense', async () => {
    for (const value of ['soon', '', '-5', 'NaN']) {
      const { call, waits } = upstreamOf([refused(429, { 'retry-after': value, 'retry-after-ms': value })])
      await call()
      expect(waits).toEqual([250])
    }
  })
})

describe('a caller who has gone', () => {
  test('while waiting ends the wait at once, and nothing is sent any more', async () => {
    const clock = manualClock()
    const { fetch, calls } = scriptedUpstream(refused(500))
    const controller = new AbortController()
    const bridged = createFetch({ upstream: 'responses', fetch, clock, retry: true })
    const pending = bridged(chatUrl, { ...post(chatHello), signal: controller.signal })
    await settled()
    expect(clock.waits).toEqual([250])
    controller.abort(new Error('gone'))
    await expect(pending).rejects.toThrow('gone')
    expect(clock.waits).toEqual([])
    expect(calls).toHaveLength(1)
  })

  test('during an attempt is not tried again for', async () => {
    const controller = new AbortController()
    const { call, calls } = upstreamOf([lost()])
    controller.abort(new Error('gone'))
    await expect(call({ signal: controller.signal })).rejects.toThrow('fetch failed')
    expect(calls).toHaveLength(1)
  })
})

test('each of the calls of `n` is tried again by itself', async () => {
  const { call, calls } = upstreamOf([refused(500), good(), refused(503)])
  const answer = await call({ body: JSON.stringify({ ...chatHello, n: 2 }) })
  expect((await answer.json()).choices).toHaveLength(2)
  expect(calls).toHaveLength(4)
})

test('over a real socket a server that drops connections is tried until it answers', async () => {
  let asked = 0
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', piece => {
      body += piece
    })
    request.on('end', () => {
      bodies.push(body)
      if (++asked < 3) request.socket.destroy()
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(responseBody))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const clock = {
      now: Date.now,
      random: () => 0,
      after(_: number, callback: () => void) {
        const immediate = setImmediate(callback)
        return () => clearImmediate(immediate)
      },
    }
    const bridged = createFetch({ upstream: 'responses', retry: true, clock })
    const answer = await bridged(`http://127.0.0.1:${port}/v1/chat/completions`, post(chatHello))
    expect((await answer.json()).choices[0].message.content).toBe('hi')
    expect(new Set(bodies).size).toBe(1)
    expect(bodies).toHaveLength(3)
  } finally {
    await new Promise(resolve => server.close(resolve))
  }
})
