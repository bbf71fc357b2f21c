// What a Responses upstream cannot do and createFetch does itself: `stop`, and `stop` together with `n`.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Loss } from '../../src/index.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import { settled } from './clock.ts'
import { ask, eventsFor, question, responseOf, summary } from './emulated.ts'
import { chatUrl, jsonAnswer, post, scriptedUpstream, streamAnswer } from './upstream.ts'

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
