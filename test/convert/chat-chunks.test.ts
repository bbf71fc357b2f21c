// The chunks of a chat stream, in the orders and forms that servers send them.
import { describe, expect, test } from 'vitest'
import { InvalidInputError, responseEventEncoder } from '../../src/index.ts'
import { final, fixed, say, stop, streamed, types } from './chat-answers.ts'

describe('the chunks of a stream', () => {
  test('open nothing before one has an id, a choice or an error', () => {
    const filter = { id: '', model: '', choices: [], prompt_filter_results: [] }
    const encoder = responseEventEncoder(fixed().options)
    expect(encoder.push(filter as never)).toEqual([])
    expect(encoder.push({ id: 'chatcmpl-1', choices: [] } as never)).toHaveLength(2)
    expect(encoder.push({ id: 'chatcmpl-2', created: 9, choices: [] } as never)).toEqual([])
    expect(
      final(
        encoder
          .push({ choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }] } as never)
          .concat(encoder.finish()) as never,
      ),
    ).toMatchObject({ id: 'resp_1', status: 'completed' })
    expect(types(streamed([{ id: '', choices: [{ index: 0, delta: {} }] }]))).toEqual([
      'created',
      'in_progress',
      'failed',
    ])
    expect(final(streamed([{ id: '', error: { message: 'x' } }])).error.message).toBe('x')
  })

  test('take the first choice, which may be without an index', () => {
    const chunk = (...choices: unknown[]) => ({ id: 'chatcmpl-1', choices })
    const text = (index: unknown, content: string) => ({ index, delta: { content } })
    const events = streamed([
      chunk(text(1, 'a'), text(0, 'b')),
      chunk(null, text(undefined, 'c')),
      chunk('x', text(null, 'd')),
      chunk(text(1, 'e')),
      stop,
    ])
    expect(final(events).output[0].content[0].text).toBe('bcd')
  })

  test('may say a message in the place of a delta', () => {
    expect(
      final(streamed([{ message: { content: 'a' } }, { delta: null, message: { content: 'b' } }, stop])).output[0]
        .content[0].text,
    ).toBe('ab')
    const path = (part: unknown) => {
      try {
        streamed([part])
      } catch (error) {
        return String(error)
      }
    }
    expect(path({ message: 1 })).toBe(
      'InvalidInputError: The delta of a chunk must be an object. (at /choices/0/message)',
    )
    expect(path({ delta: 1 })).toBe('InvalidInputError: The delta of a chunk must be an object. (at /choices/0/delta)')
    expect(path({ delta: { content: 'a' }, logprobs: { content: 1 } })).toBe(
      'InvalidInputError: logprobs must be an array. (at /choices/0/logprobs/content)',
    )
    expect(path({ choices: 1 })).toBe('InvalidInputError: choices must be an array. (at /choices)')
  })

  test('keep the id and the time that came first, and of all else the last', () => {
    const events = streamed([
      { id: 'chatcmpl-1', created: 1, model: 'a', choices: [] },
      { id: 'chatcmpl-2', created: 2, model: 'b', service_tier: 'x', choices: [{ index: 0, delta: { content: 'a' } }] },
      {
        id: null,
        created: null,
        model: null,
        service_tier: null,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
      },
    ])
    expect(final(events)).toMatchObject({
      id: 'resp_1',
      created_at: 1,
      model: 'b',
      service_tier: 'x',
      object: 'response',
    })
    expect(
      Object.getPrototypeOf(final(streamed([JSON.parse('{"id":"a","__proto__":{"model":"x"},"choices":[]}')]))),
    ).toBe(Object.prototype)
    expect(final(streamed([JSON.parse('{"id":"a","__proto__":{"model":"x"},"choices":[]}')])).model).toBe('')
  })

  test('end at [DONE] once usage is there, in either order, and nothing comes after', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
    const used = { id: 'chatcmpl-1', choices: [], usage }
    for (const order of [
      [used, '[DONE]'],
      ['[DONE]', used],
    ]) {
      const encoder = responseEventEncoder(fixed().options)
      encoder.push({
        id: 'chatcmpl-1',
        choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }],
      } as never)
      expect(encoder.ended).toBe(false)
      const events = order.flatMap(part => encoder.push(part as never))
      expect(encoder.ended).toBe(true)
      expect(final(events as never)).toMatchObject({
        status: 'completed',
        usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
      })
      expect([...encoder.push(used as never), ...encoder.push('[DONE]'), ...encoder.finish()]).toEqual([])
    }
  })

  test('may be nothing but usage, or nothing but an end', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 }
    expect(types(streamed([{ id: '', usage, choices: [] }, '[DONE]']))).toEqual(['created', 'in_progress', 'completed'])
    expect(types(streamed(['[DONE]']))).toEqual(['created', 'in_progress', 'completed'])
  })

  test('that were cut short, fail with what had come', () => {
    expect(final(streamed([say({ content: 'a' })]))).toMatchObject({
      status: 'failed',
      error: { message: 'The stream ended before the answer was finished.' },
      output: [{ status: 'incomplete' }],
    })
    expect(final(streamed([say({ content: 'a' }, { finish_reason: '' })])).status).toBe('failed')
    expect(types(streamed([]))).toEqual(['created', 'in_progress', 'failed'])
  })

  test('that are malformed, can only fail, and the end says whose answer it was', () => {
    const encoder = responseEventEncoder(fixed().options)
    expect(() => encoder.push(1 as never)).toThrow('A chat chunk must be an object.')
    expect(() => encoder.push({ id: 'chatcmpl-1', created: 3, model: 'm', choices: 1 } as never)).toThrow(
      InvalidInputError,
    )
    encoder.push({ choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }], usage: null } as never)
    const events = encoder
      .push('[DONE]')
      .concat(encoder.finish())
      .map(event => Object(event))
    expect(final(events)).toMatchObject({
      id: 'resp_1',
      created_at: 3,
      model: 'm',
      status: 'failed',
      usage: null,
      error: { message: 'The stream could not be converted.' },
    })
    const nameless = responseEventEncoder(fixed().options)
    expect(() => nameless.push({ id: 1, created: '3', model: 2, choices: 1 } as never)).toThrow(InvalidInputError)
    expect(final(nameless.finish() as never)).toMatchObject({
      id: 'resp_1',
      created_at: 7,
      model: '',
      status: 'failed',
    })
  })

  test('that are malformed, never complete an answer, whatever comes after', () => {
    const encoder = responseEventEncoder(fixed().options)
    expect(() => encoder.push({ id: 'chatcmpl-1', choices: 1 } as never)).toThrow(InvalidInputError)
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
    const rest = [{ id: 'chatcmpl-1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage }, '[DONE]']
    const events = [...rest.flatMap(part => encoder.push(part as never)), ...encoder.finish()]
    expect(types(events as never)).toEqual(['created', 'in_progress', 'failed'])
  })

  test('report the losses of a failure only if they could be read', () => {
    const cut = fixed()
    const encoder = responseEventEncoder(cut.options)
    encoder.push({
      id: 'chatcmpl-1',
      system_fingerprint: 'fp',
      choices: [{ index: 0, delta: { content: 'a' } }],
    } as never)
    encoder.finish()
    expect(cut.losses).toEqual(['dropped /system_fingerprint'])
    const broken = fixed()
    const refused = responseEventEncoder(broken.options)
    refused.push({ id: 'chatcmpl-1', system_fingerprint: 'fp', choices: [] } as never)
    expect(() => refused.push({ choices: 1 } as never)).toThrow(InvalidInputError)
    refused.finish()
    expect(broken.losses).toEqual([])
  })

  test('have no ids of their own: without options they are random, and the time is that of the clock', () => {
    const encoder = responseEventEncoder()
    const [created] = encoder
      .push({ choices: [{ index: 0, delta: { content: 'a' } }] } as never)
      .map(event => Object(event))
    expect(created.response.id).toMatch(/^resp_[0-9a-f]{32}$/)
    expect(Math.abs(created.response.created_at - Date.now() / 1000)).toBeLessThan(60)
    expect(Number.isInteger(created.response.created_at)).toBe(true)
  })
})
