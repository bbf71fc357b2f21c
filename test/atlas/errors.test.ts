// Errors by status, in the envelopes of both APIs and of others.
import { describe, expect, test } from 'vitest'
import { failureCode, readErrorBody, statusOfFailure, typeOfStatus } from '../../src/atlas/errors.ts'
import { failureFrom, failureOf } from '../../src/atlas/failure.ts'
import { toChatError, toResponsesError } from '../../src/index.ts'

describe('an error', () => {
  test('has a type by its status, and a failed response a code', () => {
    expect([400, 404, 429, 499, 500, 503].map(typeOfStatus)).toEqual([
      'invalid_request_error',
      'invalid_request_error',
      'rate_limit_error',
      'invalid_request_error',
      'server_error',
      'server_error',
    ])
    expect([200, 399, 400, 429, 499, 500].map(failureCode)).toEqual([
      'server_error',
      'server_error',
      'invalid_prompt',
      'rate_limit_exceeded',
      'invalid_prompt',
      'server_error',
    ])
  })

  test('inside an answer has the status it would have had', () => {
    const statusOf = (code: string | null, type: string | null = null) =>
      statusOfFailure({ message: 'x', param: null, code, type })
    expect(
      [
        '400',
        '599',
        '600',
        '399',
        '450.5',
        'rate_limit_exceeded',
        'insufficient_quota',
        'server_error',
        'vector_store_timeout',
        'x',
        null,
      ].map(code => statusOf(code)),
    ).toEqual([400, 599, 400, 400, 400, 429, 429, 500, 504, 400, 500])
    expect(statusOf(null, 'invalid_request_error')).toBe(400)
  })

  test('is read from what there is', () => {
    expect(readErrorBody(500, { error: { message: '', detail: 'd', type: '', param: '', code: '' } })).toEqual({
      message: 'd',
      type: 'server_error',
      param: null,
      code: null,
    })
    expect(readErrorBody(400, { error: { error: 'e', type: 't', param: 'p', code: 1 } })).toEqual({
      message: 'e',
      type: 't',
      param: 'p',
      code: '1',
    })
    expect(readErrorBody(400, { error: null, message: 'm' }).message).toBe('m')
    expect(readErrorBody(429, []).message).toBe('The server answered with status 429 and no message.')
  })

  test('of a failed response is found in it', () => {
    expect(failureOf({ status: 'completed', error: { message: 'x' } })).toBeUndefined()
    expect(failureOf({ error: null })).toBeUndefined()
    expect(failureOf({ status: 'failed' })).toEqual({
      status: 500,
      error: { message: 'The response failed.', type: 'server_error', param: null, code: null },
    })
    expect(failureOf({ error: { message: 'x', code: 'rate_limit_exceeded' } })).toEqual({
      status: 429,
      error: { message: 'x', type: 'rate_limit_error', param: null, code: 'rate_limit_exceeded' },
    })
    expect(failureFrom({ type: 'error', message: 'x' })).toEqual({
      status: 500,
      error: { message: 'x', type: 'server_error', param: null, code: null },
    })
    expect(failureFrom({ type: 'invalid_request_error', message: 'x' })).toEqual({
      status: 400,
      error: { message: 'x', type: 'invalid_request_error', param: null, code: null },
    })
    expect(failureFrom('x')).toEqual({
      status: 500,
      error: { message: 'x', type: 'server_error', param: null, code: null },
    })
  })

  test('about an unknown model is told each API in its own way, and only that', () => {
    const body = (code: string) => ({ error: { message: 'x', type: 'y', param: 'p', code } })
    expect(toChatError(400, body('model_not_found'))).toEqual({
      status: 404,
      body: { error: { ...body('model_not_found').error, param: null } },
    })
    expect(toResponsesError(404, body('model_not_found'))).toEqual({
      status: 400,
      body: { error: { ...body('model_not_found').error, param: 'model' } },
    })
    expect(toChatError(403, body('model_not_found'))).toEqual({ status: 403, body: body('model_not_found') })
    expect(toChatError(404, body('other')).status).toBe(404)
  })

  test('names a parameter by its own name, and what it cannot place as it was', () => {
    const param = (name: string, request?: object) =>
      Object(toChatError(400, { error: { message: 'x', param: name } }, request ? { request } : undefined).body).error
        .param
    const back = (name: string, request?: object) =>
      Object(toResponsesError(400, { error: { message: 'x', param: name } }, request ? { request } : undefined).body)
        .error.param
    expect(
      [
        'input',
        'text',
        'text.format.name',
        'reasoning.effort',
        'reasoning.summary',
        'include',
        'tools[0].name',
        'tool_choice.name',
        'x.input',
      ].map(name => param(name)),
    ).toEqual([
      'messages',
      'text',
      'response_format.json_schema.name',
      'reasoning_effort',
      'reasoning.summary',
      'logprobs',
      'tools[0].function.name',
      'tool_choice.function.name',
      'x.input',
    ])
    expect(
      [
        'messages',
        'messages[1].tool_calls[0]',
        'seed',
        'tool_choice.allowed_tools.mode',
        'tools[0].functions',
        'xtools[0].function',
      ].map(name => back(name)),
    ).toEqual([
      'input',
      'input[1].tool_calls[0]',
      'seed',
      'tool_choice.mode',
      'tools[0].functions',
      'xtools[0].function',
    ])
    expect(param('input[0]', { messages: 'x' })).toBe('messages[0]')
    expect(param('input[0]', { messages: [1] })).toBe('messages[0]')
    expect(param('input[0]', { messages: [{ role: 'user', content: 1 }] })).toBe('messages[0]')
    expect(
      param('input[1].content', {
        messages: [{ role: 'system', content: 'a', name: 'b' }, 1, { role: 'x' }, { role: 'user', content: 'a' }],
      }),
    ).toBe('messages[3].content')
    expect(param('input[11]', { messages: Array.from({ length: 12 }, () => ({ role: 'user', content: 'a' })) })).toBe(
      'messages[11]',
    )
    expect(back('messages[0]', { input: 'x' })).toBe('input[0]')
    expect(back('messages[0]', { input: [1] })).toBe('input[0]')
  })
})
