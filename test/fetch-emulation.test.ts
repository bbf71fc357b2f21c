// What a Responses upstream cannot do and createFetch does itself: `n` and `stop`, in results and in streams.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Loss } from '../src/index.ts'
import { createFetch } from '../src/shim/fetch.ts'
import { settled } from './fetch-clock.ts'
import { chatUrl, eventsOf, jsonAnswer, post, scriptedUpstream, streamAnswer } from './fetch-upstream.ts'

const question = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Go on.' }] }
const usage = { input_tokens: 3, output_tokens: 2, total_tokens: 5, output_tokens_details: { reasoning_tokens: 1 } }

/** A finished response whose output is `texts` and, between them, calls: a name stands for a call. */
function responseOf(id: string, ...said: (string | { call: string })[]) {
  const output = said.map((part, index) =>
    typeof part === 'string'
      ? {
          id: `msg_${index}`,
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: part, annotations: [], logprobs: [] }],
        }
      : {
          id: `fc_${index}`,
          type: 'function_call',
          call_id: `call_${index}`,
          name: part.call,
          arguments: '{"a":"END"}',
        },
  )
  return { id: `resp_${id}`, object: 'response', created_at: 1, status: 'completed', model: 'm', output, usage }
}

type Response_ = ReturnType<typeof responseOf>

/** The events of a response, its texts in pieces of `size` characters. */
function* eventsFor(response: Response_, size = 2): Generator<string> {
  const write = (event: { type: string }) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
  yield write({ type: 'response.created', response: { ...response, status: 'in_progress', output: [] } } as never)
  for (const [output_index, item] of response.output.entries()) {
    yield write({ type: 'response.output_item.added', output_index, item: { ...item, content: [] } } as never)
    const text = 'content' in item ? (item.content?.[0]?.text ?? '') : ''
    for (let start = 0; start < text.length; start += size) {
      const delta = text.slice(start, start + size)
      const place = { item_id: item.id, output_index, content_index: 0 }
      yield write({ type: 'response.output_text.delta', ...place, delta } as never)
    }
    yield write({ type: 'response.output_item.done', output_index, item } as never)
  }
  yield write({ type: 'response.completed', response } as never)
}

interface Chunk {
  id?: string
  error?: { message: string }
  choices: { index: number; delta: { content?: string; tool_calls?: unknown[] }; finish_reason: string | null }[]
  usage?: unknown
}

/** Asks for a stream; what each choice adds up to, and what is beside them. */
async function summary(answer: Response) {
  const events = await eventsOf(answer)
  const chunks = events.filter(event => event !== '[DONE]') as unknown as Chunk[]
  const choices = chunks.filter(chunk => !chunk.error).flatMap(chunk => chunk.choices)
  const indices = [...new Set(choices.map(({ index }) => index))].sort()
  return {
    texts: indices.map(index =>
      choices
        .filter(choice => choice.index === index)
        .map(choice => choice.delta.content ?? '')
        .join(''),
    ),
    reasons: indices.map(
      index => choices.find(choice => choice.index === index && choice.finish_reason)?.finish_reason,
    ),
    calls: choices.filter(choice => choice.delta.tool_calls).length,
    ids: new Set(chunks.map(chunk => chunk.id)),
    usages: chunks.map(chunk => chunk.usage).filter(Boolean),
    errors: chunks.filter(chunk => chunk.error).length,
    dones: events.filter(event => event === '[DONE]').length,
    last: events.at(-1),
    order: choices.filter(choice => choice.delta.content).map(({ index }) => index),
  }
}

const ask = (fetch: typeof globalThis.fetch, body: object, init: RequestInit = {}) =>
  createFetch({ upstream: 'responses', fetch })(chatUrl, { ...post({ ...question, ...body }), ...init })

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

describe('`stop`', () => {
  async function both(said: Parameters<typeof responseOf>[1][], stop: unknown, size = 2) {
    const response = responseOf('1', ...said)
    let cancelled = 0
    let reads = 0
    const stream = [...eventsFor(response, size)]
    const { fetch, calls } = scriptedUpstream(({ body }) =>
      body.stream
        ? streamAnswer(stream, { whenCancelled: () => cancelled++, whenRead: () => reads++ })
        : jsonAnswer(response),
    )
    const result = await (await ask(fetch, { stop })).json()
    const streamed = await summary(await ask(fetch, { stop, stream: true, stream_options: { include_usage: true } }))
    await settled()
    return { result, streamed, calls, cancelled, unread: stream.length + 1 - reads }
  }

  test('cuts the content of a result and of a stream at the same place', async () => {
    const { result, streamed, calls } = await both(['one two END three'], 'END')
    expect(result.choices[0]).toMatchObject({ message: { content: 'one two ' }, finish_reason: 'stop' })
    expect(result.usage.completion_tokens).toBe(2)
    expect(streamed).toMatchObject({ texts: ['one two '], reasons: ['stop'], errors: 0, dones: 1, last: '[DONE]' })
    expect(calls[0]?.body).not.toHaveProperty('stop')
  })

  test('aborts the upstream at the match, whose usage is then unknown and left out', async () => {
    const { streamed, cancelled, unread } = await both([`one END ${'more '.repeat(50)}`], ['never', 'END'])
    expect(streamed.usages).toEqual([])
    expect(cancelled).toBe(1)
    expect(unread).toBeGreaterThan(100)
  })

  test('that never comes changes nothing, usage included', async () => {
    const { result, streamed, cancelled } = await both(['nothing of the sort EN'], 'END')
    expect(result.choices[0]).toMatchObject({ message: { content: 'nothing of the sort EN' }, finish_reason: 'stop' })
    expect(streamed).toMatchObject({ texts: ['nothing of the sort EN'], usages: [{ total_tokens: 5 }] })
    expect(cancelled).toBe(0)
  })

  test('leaves arguments alone, and what was called before the match', async () => {
    const { result, streamed } = await both([{ call: 'search' }], 'END')
    expect(result.choices[0]).toMatchObject({
      message: { tool_calls: [{ function: { arguments: '{"a":"END"}' } }] },
      finish_reason: 'tool_calls',
    })
    expect(streamed).toMatchObject({ reasons: ['tool_calls'], dones: 1 })
    const before = await both([{ call: 'search' }, 'so END it'], 'END')
    expect(before.result.choices[0]).toMatchObject({
      message: { content: 'so ', tool_calls: [{ id: 'call_0' }] },
      finish_reason: 'stop',
    })
    expect(before.streamed).toMatchObject({ texts: ['so '], reasons: ['stop'] })
  })

  test('takes back the calls that would have come after it', async () => {
    const { result, streamed } = await both(['so END it', { call: 'search' }], 'END')
    expect(result.choices[0].message).not.toHaveProperty('tool_calls')
    expect(result.choices[0]).toMatchObject({ message: { content: 'so ' }, finish_reason: 'stop' })
    expect(streamed.calls).toBe(0)
  })

  test('is found across the blank line between two messages', async () => {
    const { result, streamed } = await both(['one', 'two'], 'e\n\nt')
    expect(result.choices[0].message.content).toBe('on')
    expect(streamed.texts).toEqual(['on'])
  })

  test('cuts a result and a stream alike for any text, stops and pieces', async () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 12 })
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(letters, { minLength: 1, maxLength: 3 }),
        stops,
        fc.integer({ min: 1, max: 5 }),
        async (texts, stop, size) => {
          const { result, streamed } = await both(texts, stop, size)
          expect(streamed.texts).toEqual([result.choices[0].message.content])
          expect(streamed.reasons).toEqual([result.choices[0].finish_reason])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('cuts log probabilities with the text they belong to', async () => {
    const token = (text: string) => ({ token: text, logprob: -1, bytes: [...Buffer.from(text)], top_logprobs: [] })
    const response = responseOf('1', 'one END x')
    const part = {
      type: 'output_text',
      text: 'one END x',
      annotations: [],
      logprobs: ['one', ' ', 'EN', 'D', ' x'].map(token),
    }
    const item = { id: 'msg_0', type: 'message', role: 'assistant', status: 'completed', content: [part] }
    const { fetch } = scriptedUpstream(() => jsonAnswer({ ...response, output: [item] }))
    const result = await (await ask(fetch, { stop: 'END', logprobs: true })).json()
    expect(result.choices[0].logprobs.content.map(({ token: text }: { token: string }) => text)).toEqual(['one', ' '])
  })

  test.each([
    [['a', 'b', 'c', 'd', 'e'], 'stop', 'array_above_max_length'],
    [[1], 'stop[0]', 'invalid_input'],
    [7, 'stop', 'invalid_input'],
  ])('of %j is refused', async (stop, param, code) => {
    const { fetch, calls } = scriptedUpstream(() => jsonAnswer(responseOf('1', 'x')))
    const answer = await ask(fetch, { stop })
    expect([answer.status, (await answer.json()).error]).toMatchObject([400, { param, code }])
    expect(calls).toEqual([])
  })

  test.each([[null], [''], [[]], [['']]])('of %j asks for nothing', async stop => {
    const { result, streamed } = await both(['all of it'], stop)
    expect(result.choices[0].message.content).toBe('all of it')
    expect(streamed.texts).toEqual(['all of it'])
  })
})

describe('both', () => {
  test('combine: each choice is cut by itself, and usage is unknown if one of them was', async () => {
    const texts = ['first END no', 'second', 'END']
    const run = async (body: object, answered: (text: string) => Response) => {
      let call = 0
      const { fetch } = scriptedUpstream(() => answered(texts[call++] ?? ''))
      return ask(fetch, { n: 3, stop: ['END'], ...body })
    }
    const result = await (await run({}, text => jsonAnswer(responseOf('1', text)))).json()
    expect(result.choices.map((choice: { message: { content: string } }) => choice.message.content)).toEqual([
      'first ',
      'second',
      '',
    ])
    const asked = { stream: true, stream_options: { include_usage: true } }
    const streamed = await summary(await run(asked, text => streamAnswer(eventsFor(responseOf('1', text)))))
    expect(streamed).toMatchObject({ texts: ['first ', 'second', ''], usages: [], errors: 0, dones: 1, last: '[DONE]' })
  })

  test('are told as emulated, which strict does not refuse', async () => {
    const losses: Loss[] = []
    const { fetch } = scriptedUpstream(() => jsonAnswer(responseOf('1', 'x')))
    const bridged = createFetch({ upstream: 'responses', fetch, strict: true, onLoss: loss => losses.push(loss) })
    const answer = await bridged(chatUrl, post({ ...question, n: 2, stop: 'END' }))
    expect(answer.status).toBe(200)
    expect(losses.map(({ effect, path }) => `${effect} ${path}`)).toEqual(['emulated /n', 'emulated /stop'])
  })

  test('lose once what every answer loses', async () => {
    const losses: Loss[] = []
    const { fetch } = scriptedUpstream(() => jsonAnswer({ ...responseOf('1', 'x'), billing: { payer: 'developer' } }))
    const bridged = createFetch({ upstream: 'responses', fetch, onLoss: loss => losses.push(loss) })
    await bridged(chatUrl, post({ ...question, n: 4 }))
    expect(losses.map(({ path }) => path)).toEqual(['/n', '/billing'])
  })
})
