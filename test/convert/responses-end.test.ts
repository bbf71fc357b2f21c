// How a response ends, as a finish reason or an error.
import { describe, expect, test } from 'vitest'
import { ApiError, chatChunkEncoder, InvalidInputError, toChatCompletion } from '../../src/index.ts'
import {
  answered,
  call,
  completed,
  created,
  done,
  fixed,
  message,
  on,
  reasonOf,
  responseOf,
  streamed,
  text,
} from './responses-answers.ts'

describe('the end of an answer', () => {
  test.each([
    ['completed', {}, 'stop'],
    ['incomplete', { incomplete_details: { reason: 'max_output_tokens' } }, 'length'],
    ['incomplete', { incomplete_details: { reason: 'content_filter' } }, 'content_filter'],
  ])('by response.%s with %o is %s', (status, rest, reason) => {
    for (const said of [status, 'in_progress', 'queued', undefined]) {
      const end = {
        type: `response.${status}`,
        response: responseOf([message([text('a')])], { status: said, ...rest }),
      }
      expect(reasonOf([created(), end])).toBe(reason)
    }
    expect(answered([message([text('a')])], { status, ...rest }).choice.finish_reason).toBe(reason)
  })

  test('may repeat a response that says more than the event', () => {
    const end = {
      type: 'response.completed',
      response: responseOf([], { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }),
    }
    expect(reasonOf([end])).toBe('length')
  })

  test('is the items that were sent where the last event leaves them out', () => {
    const items = [done(message([text('a')]), 0), done(call(), 2)]
    for (const output of [[], undefined, 'x']) {
      const { chunks, losses } = streamed([created(), ...items, completed(output)])
      expect(chunks.at(-1)?.choices[0].finish_reason).toBe('tool_calls')
      expect(losses).toEqual([])
    }
    expect(streamed([created(), { type: 'response.completed' }]).chunks.at(-1)?.choices[0].finish_reason).toBe('stop')
  })

  test.each([
    ['response.failed', { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow down.' } }],
    ['response.failed', { status: 'in_progress', error: { code: 'rate_limit_exceeded', message: 'Slow down.' } }],
    ['response.completed', { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow down.' } }],
  ])('by %s with %o is an error', (type, rest) => {
    const { chunks, ended } = streamed([created(), { type, response: responseOf([], rest) }])
    expect(chunks).toEqual([{ error: expect.objectContaining({ code: 'rate_limit_exceeded', message: 'Slow down.' }) }])
    expect(ended).toBe(true)
  })

  test('by cancelling is an error in a stream', () => {
    const { chunks } = streamed([
      created(),
      on('output_text.delta', { delta: 'a' }),
      completed([], { status: 'cancelled' }),
    ])
    expect(chunks.at(-1)).toEqual({
      error: { code: 'server_error', message: 'The response was cancelled.', param: null, type: 'server_error' },
    })
    expect(chunks.some(({ choices }) => choices?.[0].finish_reason)).toBe(false)
    const { choice, losses } = answered([message([text('a')])], { status: 'cancelled' })
    expect([choice.finish_reason, losses]).toEqual([null, ['changed /status']])
  })

  test.each([
    ['with a type', { type: 'error', error: { code: 'x', message: 'Broken.' } }],
    ['flat', { type: 'error', code: 'x', message: 'Broken.' }],
    ['without a type', { error: { code: 'x', message: 'Broken.' } }],
  ])('by an error event is an error: %s', (_name, event) => {
    const { chunks, ended } = streamed([created(), event, on('output_text.delta', { delta: 'a' }), completed([])])
    expect(chunks).toEqual([{ error: expect.objectContaining({ code: 'x', message: 'Broken.' }) }])
    expect(ended).toBe(true)
  })

  test('is not an error beside a type that means something else', () => {
    const event = { ...on('output_text.delta', { delta: 'a' }), error: { message: 'x' } }
    expect(reasonOf([event, completed([])])).toBe('stop')
    expect(reasonOf([{ error: 'x' }, { type: 'response.unheard_of' }, {}, completed([])])).toBe('stop')
  })

  test('that never came is an error', () => {
    const { chunks } = streamed([created(), on('output_text.delta', { delta: 'a' }), '[DONE]'])
    expect(chunks.at(-1)?.error).toMatchObject({
      message: 'The stream ended before the response was finished.',
      code: 'server_error',
    })
    expect(streamed([]).chunks).toHaveLength(1)
  })

  test('is the end: nothing comes after', () => {
    const encoder = chatChunkEncoder(fixed().options)
    encoder.push(created() as never)
    expect(encoder.ended).toBe(false)
    encoder.push(completed([message([text('a')])]) as never)
    expect(encoder.ended).toBe(true)
    expect([
      ...encoder.push(on('output_text.delta', { delta: 'b' }) as never),
      ...encoder.push({ type: 'error' } as never),
      ...encoder.push('[DONE]'),
      ...encoder.finish(),
    ]).toEqual([])
  })

  test('of a failed response is thrown where there is no stream', () => {
    expect(() =>
      answered([], { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow down.' } }),
    ).toThrow(ApiError)
    expect(() => answered(undefined)).toThrow('The output of a response must be an array. (at /output)')
    expect(() => toChatCompletion(Object(1).nothing as never)).toThrow('A response must be an object.')
    expect(() => chatChunkEncoder().push(1 as never)).toThrow('A Responses event must be an object.')
    expect(() => chatChunkEncoder().push(null as never)).toThrow(InvalidInputError)
  })
})
