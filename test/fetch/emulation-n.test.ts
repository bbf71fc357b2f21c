// `n`, which a Responses upstream does not know: several calls as one answer, in results and in streams.
import { describe, expect, test } from 'vitest'
import { settled } from './clock.ts'
import { ask, eventsFor, responseOf, summary } from './emulated.ts'
import { jsonAnswer, scriptedUpstream, streamAnswer } from './upstream.ts'

describe('`n`', () => {
  test('is as many calls, folded into one result with the sum of their usage', async () => {
    let call = 0
    const { fetch, calls } = scriptedUpstream(() => jsonAnswer(responseOf(`${++call}`, `answer ${call}`)))
    const result = await (await ask(fetch, { n: 3 })).json()
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map(({ init }) => init.body)).size).toBe(1)
    expect(calls[0]?.body).not.toHaveProperty('n')
    expect(result.id).toBe('chatcmpl-1')
    expect(result.choices).toMatchObject(
      [1, 2, 3].map((nth, index) => ({ index, message: { content: `answer ${nth}` } })),
    )
    expect(result.usage).toMatchObject({
      prompt_tokens: 9,
      completion_tokens: 6,
      total_tokens: 15,
      completion_tokens_details: { reasoning_tokens: 3 },
    })
  })

  test('leaves usage out of a result when one of the calls did not report it', async () => {
    let call = 0
    const { fetch } = scriptedUpstream(() =>
      jsonAnswer({ ...responseOf('1', 'x'), ...(call++ ? { usage: null } : {}) }),
    )
    expect(await (await ask(fetch, { n: 2 })).json()).not.toHaveProperty('usage')
  })

  test('is one interleaved stream with an index on every chunk, one id, one usage and one [DONE]', async () => {
    let call = 0
    const { fetch } = scriptedUpstream(() => streamAnswer(eventsFor(responseOf(`${++call}`, `answer ${call} here`))))
    const told = await summary(await ask(fetch, { n: 3, stream: true, stream_options: { include_usage: true } }))
    expect(told).toMatchObject({
      texts: ['answer 1 here', 'answer 2 here', 'answer 3 here'],
      reasons: ['stop', 'stop', 'stop'],
      usages: [expect.objectContaining({ prompt_tokens: 9, completion_tokens: 6, total_tokens: 15 })],
      errors: 0,
      dones: 1,
      last: '[DONE]',
    })
    expect(told.ids.size).toBe(1)
    expect(told.order.slice(0, 3).sort()).toEqual([0, 1, 2])
  })

  test('gives no usage to a stream that did not ask for it', async () => {
    const { fetch } = scriptedUpstream(() => streamAnswer(eventsFor(responseOf('1', 'x'))))
    expect((await summary(await ask(fetch, { n: 2, stream: true }))).usages).toEqual([])
  })

  test('of which one call fails has no answer, and the others are given up', async () => {
    let call = 0
    const signals: (AbortSignal | null | undefined)[] = []
    const { fetch } = scriptedUpstream(({ init }) => {
      signals.push(init.signal)
      if (++call === 2) return jsonAnswer({ error: { message: 'Slow down.', code: 'rate_limit_exceeded' } }, 429)
      return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
    })
    const answer = await ask(fetch, { n: 3 })
    expect(answer.status).toBe(429)
    expect(await answer.json()).toMatchObject({ error: { message: 'Slow down.', code: 'rate_limit_exceeded' } })
    expect(signals.map(signal => signal?.aborted)).toEqual([true, true, true])
  })

  test('lets go of streams that had begun when another call fails', async () => {
    let call = 0
    const cancelled: number[] = []
    const { fetch } = scriptedUpstream(() => {
      const own = ++call
      if (own === 3) return jsonAnswer({ error: { message: 'No.' } }, 500)
      return streamAnswer(eventsFor(responseOf(`${own}`, 'x')), { whenCancelled: () => cancelled.push(own) })
    })
    expect((await ask(fetch, { n: 3, stream: true })).status).toBe(500)
    await settled()
    expect(cancelled).toEqual([1, 2])
  })

  test('of which one stream breaks off is one error, and the end', async () => {
    let call = 0
    let cancelled = 0
    const { fetch } = scriptedUpstream(() =>
      ++call === 1
        ? streamAnswer([...eventsFor(responseOf('1', 'abc'))].slice(0, 3))
        : streamAnswer(eventsFor(responseOf('2', 'x'.repeat(500))), { whenCancelled: () => cancelled++ }),
    )
    expect(await summary(await ask(fetch, { n: 2, stream: true }))).toMatchObject({
      errors: 1,
      dones: 1,
      last: '[DONE]',
    })
    expect(cancelled).toBe(1)
  })

  test('is given up with the caller, every call of it', async () => {
    const controller = new AbortController()
    const signals: AbortSignal[] = []
    const { fetch } = scriptedUpstream(({ init }) => {
      if (init.signal) signals.push(init.signal)
      return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
    })
    const pending = ask(fetch, { n: 2 }, { signal: controller.signal })
    await settled()
    controller.abort(new Error('gone'))
    await expect(pending).rejects.toThrow('gone')
    expect(signals.map(signal => signal.aborted)).toEqual([true, true])
  })

  test('cancels every upstream body when the caller cancels the stream', async () => {
    let cancelled = 0
    const { fetch } = scriptedUpstream(() =>
      streamAnswer(eventsFor(responseOf('1', 'x'.repeat(99))), { whenCancelled: () => cancelled++ }),
    )
    const reader = (await ask(fetch, { n: 3, stream: true })).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(cancelled).toBe(3)
  })

  test('reads each upstream no further than one piece ahead of the caller', async () => {
    let reads = 0
    const { fetch } = scriptedUpstream(() =>
      streamAnswer(eventsFor(responseOf('1', 'x'.repeat(999))), { whenRead: () => reads++ }),
    )
    const reader = (await ask(fetch, { n: 2, stream: true })).body?.getReader()
    for (let count = 0; count < 5; count++) await reader?.read()
    await settled()
    expect(reads).toBeLessThan(14)
    await reader?.cancel()
  })

  test('makes keys of its own of an idempotency key', async () => {
    const { fetch, calls } = scriptedUpstream(() => jsonAnswer(responseOf('1', 'x')))
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'once' }
    await ask(fetch, { n: 3 }, { headers })
    expect(calls.map(call => call.headers.get('idempotency-key')).sort()).toEqual(['once', 'once-1', 'once-2'])
  })

  test.each([
    [129, 'integer_above_max_value'],
    [0, 'integer_below_min_value'],
    [-1, 'integer_below_min_value'],
    [1.5, 'invalid_input'],
    ['2', 'invalid_input'],
  ])('of %j is refused as the API refuses it', async (n, code) => {
    const { fetch, calls } = scriptedUpstream(() => jsonAnswer(responseOf('1', 'x')))
    const answer = await ask(fetch, { n })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error', param: 'n', code } })
    expect(calls).toEqual([])
  })

  test.each([[1], [null]])('of %j is one call as ever', async n => {
    const { fetch, calls } = scriptedUpstream(() => jsonAnswer(responseOf('1', 'x')))
    await ask(fetch, { n })
    expect(calls).toHaveLength(1)
  })
})
