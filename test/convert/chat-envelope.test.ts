// Everything about a chat answer but what it says: choices, its end, its envelope.
import { describe, expect, test } from 'vitest'
import { InvalidInputError, toResponse } from '../../src/index.ts'
import { answered, called, final, fixed, type Plain, say, streamed } from './chat-answers.ts'

describe('the choices of an answer', () => {
  const message = (content: string) => ({ message: { content } })
  const chosen = (...choices: unknown[]) => answered(null, {}, { choices })

  test('are one: the first that says index 0, or the first', () => {
    const pick = (...choices: unknown[]) => chosen(...choices).item.content[0].text
    expect(pick({ index: 1, ...message('a') }, { index: 0, ...message('b') })).toBe('b')
    expect(pick({ index: 1, ...message('a') }, { index: 2, ...message('b') })).toBe('a')
    expect(pick({ ...message('a') }, { index: 0, ...message('b') }, { index: 0, ...message('c') })).toBe('b')
    expect(pick('x', { index: 0, ...message('b') })).toBe('b')
    expect(chosen({ index: 1, ...message('a') }, { index: 0, ...message('b') }).losses).toEqual(['dropped /choices/0'])
  })

  test('must be there', () => {
    expect(() => chosen()).toThrow('A chat completion must have at least one choice. (at /choices)')
    expect(() => chosen('x')).toThrow('A choice must be an object. (at /choices/0)')
    expect(() => answered(null, {}, { choices: undefined })).toThrow('choices must be an array. (at /choices)')
    expect(() => answered('x')).toThrow('The message of a choice must be an object. (at /choices/0/message)')
    expect(() => toResponse(Object(1).nothing as never)).toThrow('A chat completion must be an object.')
  })

  test.each([null, undefined])('may have no message (%s)', nothing => {
    expect(answered(nothing, { finish_reason: 'content_filter' }).response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
      output: [],
    })
  })

  test('do not count beside an error, unless there are some', () => {
    const error = { message: 'Too many.', code: 429 }
    expect(answered(null, {}, { error, choices: [] }).response).toMatchObject({
      status: 'failed',
      error: { code: 'rate_limit_exceeded', message: 'Too many.' },
      output: [],
    })
    expect(answered(null, {}, { error, choices: undefined }).response.status).toBe('failed')
    expect(answered({ content: 'a' }, {}, { error }).response.status).toBe('completed')
    expect(() => answered(null, {}, { error: null, choices: [] })).toThrow(InvalidInputError)
  })
})

describe('the end of an answer', () => {
  test.each([
    ['stop', 'completed', null],
    [null, 'completed', null],
    ['', 'completed', null],
    ['unheard_of', 'completed', null],
    ['length', 'incomplete', { reason: 'max_output_tokens' }],
    ['content_filter', 'incomplete', { reason: 'content_filter' }],
    ['error', 'failed', null],
  ])('%s is %s', (finish_reason, status, incomplete_details) => {
    const { response, losses } = answered({ content: 'a' }, { finish_reason })
    expect(response).toMatchObject({ status, incomplete_details })
    expect(response.output[0].status).toBe(status === 'completed' ? status : 'incomplete')
    expect(losses).toEqual(finish_reason === 'unheard_of' ? ['changed /choices/0/finish_reason'] : [])
  })

  test('with an error says so', () => {
    expect(answered({ content: 'a' }, { finish_reason: 'error' }).response.error).toEqual({
      code: 'server_error',
      message: 'The model stopped with an error.',
    })
    expect(final(streamed([say({ content: 'a' }, { finish_reason: 'error' })])).error.message).toBe(
      'The model stopped with an error.',
    )
  })

  test('by length leaves only the last item incomplete', () => {
    const events = streamed([
      called({ index: 0, id: 'a' }, { name: 'f', arguments: '1' }),
      called({ index: 1, id: 'b' }, { name: 'g', arguments: '2' }),
      { delta: {}, finish_reason: 'length' },
    ])
    expect(final(events).output.map((item: Plain) => item.status)).toEqual(['completed', 'incomplete'])
  })
})

describe('the envelope of an answer', () => {
  test('is complete where the server says nothing', () => {
    const { options } = fixed()
    expect(toResponse({ choices: [{ message: { content: null } }] } as never, options)).toStrictEqual({
      id: 'resp_1',
      object: 'response',
      created_at: 7,
      status: 'completed',
      error: null,
      incomplete_details: null,
      model: '',
      output: [],
      instructions: null,
      parallel_tool_calls: true,
      temperature: 1,
      tool_choice: 'auto',
      tools: [],
      top_p: 1,
      metadata: {},
      usage: null,
    })
    expect(Object(toResponse({ id: '', choices: [{}] } as never, fixed().options)).id).toBe('resp_1')
  })

  test('repeats what the request said, and what the server said first', () => {
    const request = {
      model: 'asked',
      temperature: 0.5,
      top_p: null,
      tools: undefined,
      user: 'u',
      metadata: { a: 'b' },
      text: null,
    }
    const { response } = answered(
      { content: 'a' },
      {},
      { model: undefined, service_tier: 'flex', moderation: { a: 1 } },
      { request },
    )
    expect(response).toMatchObject({
      model: 'asked',
      temperature: 0.5,
      top_p: 1,
      tools: [],
      user: 'u',
      metadata: { a: 'b' },
      service_tier: 'flex',
      moderation: { a: 1 },
    })
    expect('text' in response).toBe(false)
    expect(answered({ content: 'a' }, {}, { metadata: { c: 'd' } }, { request }).response).toMatchObject({
      model: 'm',
      metadata: { c: 'd' },
    })
  })
})
