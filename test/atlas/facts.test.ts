// The small rules everything else rests on: ids, what counts as nothing, errors by status, and the list of losses.
import { describe, expect, test } from 'vitest'
import { Conversion } from '../../src/atlas/conversion.ts'
import { failureCode, readErrorBody, statusOfFailure, typeOfStatus } from '../../src/atlas/errors.ts'
import { failureFrom, failureOf } from '../../src/atlas/failure.ts'
import { madeCallId, otherAnswerId } from '../../src/atlas/identity.ts'
import { tokenLogprobs } from '../../src/atlas/logprobs.ts'
import { reportFinishReason } from '../../src/atlas/outcome.ts'
import { equalsDefault, foreignChild, isNothing, isObject } from '../../src/atlas/read.ts'
import { documentedKeys } from '../../src/atlas/table.ts'
import {
  type ConversionOptions,
  toChatError,
  toChatRequest,
  toResponse,
  toResponsesError,
  toResponsesRequest,
  UnmappableError,
} from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

describe('an id', () => {
  test('of an answer is turned and turned back', () => {
    expect([otherAnswerId('chatcmpl-x'), otherAnswerId('resp_x')]).toEqual(['resp_x', 'chatcmpl-x'])
    for (const id of ['x', 'x-chatcmpl-', 'x_resp_']) expect(otherAnswerId(id)).toBe(id)
  })

  test('made for a call is that of the answer with its number, and at most 64 characters long', () => {
    expect([madeCallId('chatcmpl-x', 0), madeCallId('resp_x', 12), madeCallId('x_resp_', 1)]).toEqual([
      'call_x_0',
      'call_x_12',
      'call_x_resp__1',
    ])
    const long = `a${'b'.repeat(100)}`
    expect(madeCallId(long, 3)).toBe(`call_${'b'.repeat(57)}_3`)
    expect(madeCallId(long, 3)).toHaveLength(64)
  })
})

describe('a value', () => {
  test('is nothing when it is null, 0, or empty four levels deep', () => {
    const nothing = [null, undefined, 0, [], {}, [[[[]]]], { a: { b: { c: { d: null } } } }, [0, null]]
    const something = ['', 1, false, [1], { a: 1 }, { a: { b: { c: { d: { e: null } } } } }, [0, 'x']]
    expect(nothing.filter(value => !isNothing(value))).toEqual([])
    expect(something.filter(value => isNothing(value))).toEqual([])
  })

  test('is a default when it is the same all the way down', () => {
    const same: [unknown, unknown][] = [
      [1, 1],
      ['a', 'a'],
      [[], []],
      [{}, {}],
      [['text'], ['text']],
      [{ a: [1] }, { a: [1] }],
      [undefined, undefined],
    ]
    const other: [unknown, unknown][] = [
      [1, 2],
      [[], {}],
      [{}, []],
      [null, {}],
      [{}, null],
      ['a', ['a']],
      [['a'], 'a'],
      [['a', 'b'], ['a']],
      [{ a: 1 }, { b: 1 }],
      [{ a: 1 }, { a: 2 }],
      [{}, { a: 1 }],
      [{ a: undefined }, { b: undefined, a: undefined }],
    ]
    expect(same.filter(([value, expected]) => !equalsDefault(value, expected))).toEqual([])
    expect(other.filter(([value, expected]) => equalsDefault(value, expected))).toEqual([])
  })

  test('is an object when it is neither a list nor null', () => {
    expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false])
    expect(foreignChild('/a', 'b~/~c')).toBe('/a/b~0~1~0c')
  })
})

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

describe('a field', () => {
  const why = (request: object) => {
    try {
      toResponsesRequest({ model: 'm', messages: [], ...request } as never)
    } catch (error) {
      return String(error).replace('InvalidInputError: ', '')
    }
    return 'accepted'
  }

  test('of the wrong type is told the right one', () => {
    expect(why({ temperature: 'x' })).toBe('The value must be a number. (at /temperature)')
    expect(why({ temperature: Number.POSITIVE_INFINITY })).toBe('The value must be a number. (at /temperature)')
    expect(why({ model: 1 })).toBe('The value must be a string. (at /model)')
    expect(why({ stream: 1 })).toBe('The value must be true or false. (at /stream)')
    expect(why({ metadata: [] })).toBe('The value must be an object. (at /metadata)')
    expect(why({ tools: {} })).toBe('The value must be an array. (at /tools)')
    expect(why({ tool_choice: 1 })).toBe('The value must be a string or an object. (at /tool_choice)')
    expect(why({ stop: 1 })).toBe('The value must be a string or an array. (at /stop)')
    expect(why({ model: null, temperature: null, tools: null, stop: null })).toBe('accepted')
  })

  test('of an answer is checked, unless it is lost', () => {
    const usage = (counters: object) => () =>
      toResponse({ choices: [{ message: { content: 'a' } }], usage: counters } as never)
    const wrong = ['prompt_tokens', 'completion_tokens', 'total_tokens']
    for (const name of wrong) expect(usage({ [name]: 'x' })).toThrow(`The value must be a number. (at /usage/${name})`)
    for (const name of ['cached_tokens', 'cache_write_tokens']) {
      expect(usage({ prompt_tokens_details: { [name]: 'x' } })).toThrow('must be a number')
    }
    expect(usage({ completion_tokens_details: { reasoning_tokens: 'x' } })).toThrow('must be a number')
    expect(usage({ completion_tokens_details: { audio_tokens: 'x' } })).not.toThrow()
    expect(usage({ completion_tokens_details: 1 })).toThrow('must be an object. (at /usage/completion_tokens_details)')
  })

  test('is documented under all its names', () => {
    const names = [
      'messages',
      'input',
      'max_output_tokens',
      'max_completion_tokens',
      'text',
      'format',
      'verbosity',
      'reasoning',
      'effort',
      'summary',
      'truncation',
      'include',
      'seed',
      'url_citation',
      'input_tokens',
      'namespace',
    ]
    expect(names.filter(name => !documentedKeys.has(name))).toEqual([])
    expect(['vendor', '', 'undefined'].filter(name => documentedKeys.has(name))).toEqual([])
  })
})

describe('the tokens of an answer', () => {
  test('are counted, with the details Responses requires', () => {
    const counted = (usage: object) => {
      const losses: string[] = []
      const response = toResponse({ choices: [{ message: { content: 'a' } }], usage } as never, {
        onLoss: ({ path }) => losses.push(path),
      })
      return { ...response.usage, losses }
    }
    const empty = {
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
    }
    expect(counted({})).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0, ...empty, losses: [] })
    expect(counted({ prompt_tokens: 1, completion_tokens: 2 })).toMatchObject({
      input_tokens: 1,
      output_tokens: 2,
      total_tokens: 3,
    })
    expect(
      counted({ prompt_tokens: 1, completion_tokens: 2, total_tokens: 9, prompt_tokens_details: null }),
    ).toMatchObject({ total_tokens: 9, ...empty })
    expect(
      counted({
        prompt_tokens_details: { audio_tokens: 1, text_tokens: 0, x: 1 },
        completion_tokens_details: { accepted_prediction_tokens: 1 },
      }),
    ).toMatchObject({
      ...empty,
      losses: [
        '/usage/prompt_tokens_details/audio_tokens',
        '/usage/prompt_tokens_details/x',
        '/usage/completion_tokens_details/accepted_prediction_tokens',
      ],
    })
  })

  test('have their probabilities in full', () => {
    expect(tokenLogprobs(null, '')).toEqual([])
    expect(tokenLogprobs(undefined, '')).toEqual([])
    const token = { token: 'é', logprob: -1 }
    expect(
      tokenLogprobs(
        [token, { ...token, bytes: null, top_logprobs: null }, { logprob: 0 }, { ...token, top_logprobs: [token, 1] }],
        '/a',
      ),
    ).toEqual([
      { ...token, bytes: [195, 169], top_logprobs: [] },
      { ...token, bytes: null, top_logprobs: [] },
      { logprob: 0, top_logprobs: [] },
      { ...token, bytes: [195, 169], top_logprobs: [{ ...token, bytes: [195, 169] }, 1] },
    ])
    expect(() => tokenLogprobs([1], '/a')).toThrow('A token must be an object. (at /a/0)')
    expect(() => tokenLogprobs([{ top_logprobs: 1 }], '/a')).toThrow(
      'top_logprobs must be an array. (at /a/0/top_logprobs)',
    )
  })

  test.each([
    ['stop', true, true],
    ['tool_calls', false, true],
    ['function_call', false, true],
    ['tool_calls', true, false],
    ['stop', false, false],
    ['length', true, false],
  ])('that end by %s, with calls: %s, come back otherwise: %s', (reason, calls, reported) => {
    const run = new Conversion()
    reportFinishReason(reason, calls, '/a', run)
    expect(run.mark).toBe(reported ? 1 : 0)
  })
})

describe('the conversation of a request', () => {
  const system = { role: 'system', content: 'a' }
  const user = { role: 'user', content: 'b' }
  const observed = (convert: (options: ConversionOptions) => unknown) => {
    const losses: string[] = []
    const {
      model: _model,
      store: _store,
      ...value
    } = Object(
      convert({ onLoss: ({ effect, path, message }) => losses.push(`${effect} ${path}${unlessSaid(message)}`) }),
    )
    return { ...value, losses }
  }
  const forth = (messages: unknown[], more: ConversionOptions = {}) =>
    observed(options => toResponsesRequest({ model: 'm', messages } as never, { ...options, ...more }))
  const back = (request: object, more: ConversionOptions = {}) =>
    observed(options => toChatRequest({ model: 'm', ...request } as never, { ...options, ...more }))

  test('begins with instructions where a plain system message leads', () => {
    expect(forth([system, user])).toEqual({ instructions: 'a', input: 'b', losses: [] })
    expect(forth([system, user], { instructions: 'never' })).toEqual({ input: [system, user], losses: [] })
    expect(forth([system])).toEqual({ input: [system], losses: [] })
    expect(forth([user, system])).toEqual({ input: [user, system], losses: [] })
    expect(forth([{ ...system, role: 'developer' }, user]).instructions).toBeUndefined()
    expect(forth([{ role: 'system', content: [{ type: 'text', text: 'a' }] }, user]).instructions).toBeUndefined()
    expect(forth([{ ...system, name: 'x' }, user])).toMatchObject({
      input: [system, user],
      losses: ['dropped /messages/0/name'],
    })
  })

  test('is a text where one user text is all there is', () => {
    expect(forth([user]).input).toBe('b')
    expect(forth([user, user]).input).toEqual([user, user])
    expect(forth([{ role: 'assistant', content: 'b' }]).input).toEqual([{ role: 'assistant', content: 'b' }])
    expect(forth([{ role: 'user', content: [{ type: 'text', text: 'b' }] }]).input).toEqual([
      { role: 'user', content: [{ type: 'input_text', text: 'b' }] },
    ])
    expect(forth([]).input).toEqual([])
  })

  test('comes back with a leading system message', () => {
    expect(back({ instructions: 'a', input: 'b' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: 'b', instructions: 'a' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: [user], instructions: 'a' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: null, instructions: null })).toEqual({ messages: [], losses: [] })
    expect(back({ instructions: 'a', input: 'b' }, { instructions: 'never' })).toEqual({
      messages: [system, user],
      losses: ['changed /instructions'],
    })
    expect(back({ instructions: 'a' })).toEqual({ messages: [system], losses: ['changed /instructions'] })
    expect(back({ instructions: 'a', input: [] })).toEqual({ messages: [system], losses: ['changed /instructions'] })
    expect(back({ input: [system, user] })).toEqual({ messages: [system, user], losses: ['changed /input/0'] })
    expect(back({ input: [system, user] }, { instructions: 'never' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: [system] })).toEqual({ messages: [system], losses: [] })
    expect(back({ input: [system, user], instructions: 'c' }).losses).toEqual([])
    expect(back({ input: user })).toEqual({ messages: [user], losses: ['changed /input'] })
  })
})

describe('the list of losses', () => {
  const settled = (find: (run: Conversion) => void, more: ConversionOptions = {}) => {
    const losses: string[] = []
    const run = new Conversion({
      onLoss: ({ effect, path, message }) => losses.push(`${effect} ${path} ${message}`),
      ...more,
    })
    find(run)
    run.settle()
    return losses
  }

  test('names a place once, and what is said of it first holds', () => {
    expect(
      settled(run => {
        run.dropped('/a', 'no-counterpart', '1')
        run.changed('/a', 'reshaped', '2')
      }),
    ).toEqual(['dropped /a 1'])
  })

  test('leaves out the parts of what is dropped, not those of what is changed', () => {
    expect(
      settled(run => {
        run.dropped('/a/b', 'no-counterpart', '1')
        run.dropped('/a', 'no-counterpart', '2')
        run.changed('/c', 'reshaped', '3')
        run.dropped('/c/d/e', 'no-counterpart', '4')
        run.dropped('/ab', 'no-counterpart', '5')
      }).sort(),
    ).toEqual(['changed /c 3', 'dropped /a 2', 'dropped /ab 5', 'dropped /c/d/e 4'])
  })

  test('gathers what befell the parts of a container that is gone, unless some of it is emulated', () => {
    const gathering = (run: Conversion) => {
      run.changed('/x', 'reshaped', '0')
      const { mark } = run
      run.dropped('/a/0', 'no-counterpart', '1')
      run.dropped('/a/1', 'no-counterpart', '1')
      run.dropped('/a/2', 'no-counterpart', '2')
      run.gather(mark, '/a')
    }
    expect(settled(gathering)).toEqual(['changed /x 0', 'dropped /a 1 2'])
    expect(settled(gathering, { emulates: ['/a/1'] })).toEqual([
      'changed /x 0',
      'dropped /a/0 1',
      'emulated /a/1 1',
      'dropped /a/2 2',
    ])
    expect(settled(run => run.gather(run.mark, '/a'))).toEqual([])
  })

  test('forgets, and may be told again', () => {
    expect(
      settled(run => {
        run.dropped('/a', 'no-counterpart', '1')
        run.forget(0)
        run.changed('/a', 'reshaped', '2')
      }),
    ).toEqual(['changed /a 2'])
  })

  test('refuses strictly what is dropped or changed, not what is emulated', () => {
    const lose = (effect: 'dropped' | 'changed' | 'emulated') => () =>
      settled(run => run.lose(effect, '/a', 'reshaped', 'x.'), { strict: true })
    expect(lose('dropped')).toThrow(UnmappableError)
    expect(lose('changed')).toThrow(
      'x. (at /a) Leave it out, or convert without `strict` and handle the reported losses.',
    )
    expect(lose('emulated')).not.toThrow()
    expect(() => settled(run => run.dropped('/a', 'reshaped', 'x.'), { strict: false })).not.toThrow()
  })

  test('of a stream that cannot be read is what was found until then, and an error only strictly', () => {
    const find = (run: Conversion) => {
      run.dropped('/a', 'no-counterpart', '1')
      toChatRequest(1 as never, run.options)
    }
    const losses: string[] = []
    new Conversion({ onLoss: ({ path }) => losses.push(path) }).settleStream(find)
    expect(losses).toEqual(['/a'])
    expect(() => new Conversion({ strict: true }).settleStream(find)).toThrow('must be an object')
    expect(() =>
      new Conversion().settleStream(() => {
        throw new RangeError('x')
      }),
    ).toThrow(RangeError)
  })
})
