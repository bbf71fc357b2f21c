// What a response is made of, answer by answer: the odd forms chat servers write, and what exactly comes of each.
import { describe, expect, test } from 'vitest'
import { InvalidInputError, type Loss, responseEventEncoder, toResponse } from '../../src/index.ts'
import { unlessSaid } from '../atlas/sentence.ts'

type Options = Parameters<typeof toResponse>[1]
type Plain = Record<string, unknown>

/** Ids that count, one clock, and the losses as `effect path`. */
function fixed(options: Options = {}): { options: NonNullable<Options>; losses: string[] } {
  const losses: string[] = []
  let count = 0
  const id = (prefix: string) => `${prefix}${++count}`
  const onLoss = ({ effect, path, message }: Loss) => losses.push(`${effect} ${path}${unlessSaid(message)}`)
  return { options: { id, now: () => 7, onLoss, ...options }, losses }
}

function answered(message: unknown, choice: Plain = {}, rest: Plain = {}, more?: Options) {
  const { options, losses } = fixed(more)
  const completion = { id: 'chatcmpl-1', created: 1, model: 'm', choices: [{ index: 0, message, ...choice }], ...rest }
  const response = Object(toResponse(completion as never, options))
  return { response, output: response.output, item: response.output[0], losses }
}

/** The events of chunks whose first choices are these, or of whole chunks where a text or a key of chunks says so. */
function streamed(parts: unknown[], more?: Options): Plain[] {
  const encoder = responseEventEncoder(fixed(more).options)
  const events = parts.flatMap(part => {
    const whole =
      typeof part === 'string' || 'choices' in Object(part) || 'id' in Object(part) || 'error' in Object(part)
    return encoder.push(
      (whole ? part : { id: 'chatcmpl-1', model: 'm', choices: [{ index: 0, ...Object(part) }] }) as never,
    )
  })
  return [...events, ...encoder.finish()].map(event => Object(event))
}

const say = (delta: unknown, rest: Plain = {}) => ({ delta, ...rest })
const stop = { delta: {}, finish_reason: 'stop' }
const final = (events: Plain[]) => Object(events.at(-1)?.response)
const types = (events: Plain[]) => events.map(({ type }) => String(type).replace('response.', ''))
const callsIn = (events: Plain[]) =>
  final(events).output.map(({ call_id, name, arguments: text, input }: Plain) =>
    [call_id, name, text ?? input].join(' '),
  )
const called = (rest: Plain, member: Plain) => say({ tool_calls: [{ ...rest, function: member }] })
const token = { token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }

describe('the content of an answer', () => {
  test('may be a list of parts, of which the texts count', () => {
    const { item, losses } = answered({
      content: [{ type: 'text', text: 'a' }, { type: 'x' }, null, 'y', { text: 1 }, { text: 'b' }],
    })
    expect(item.content).toEqual([{ type: 'output_text', text: 'ab', annotations: [], logprobs: [] }])
    expect(losses).toEqual(['changed /choices/0/message/content'])
    expect(answered({ content: [] })).toMatchObject({ output: [], losses: [] })
  })

  test.each([null, undefined, ''])('may be nothing (%s) and have log probabilities', content => {
    const { item } = answered({ content }, { logprobs: { content: [token] } })
    expect(item.content).toEqual([{ type: 'output_text', text: '', annotations: [], logprobs: [token] }])
    const deltas = streamed([say({ content }, { logprobs: { content: [token] } }), stop]).filter(
      event => 'delta' in event,
    )
    expect(deltas).toEqual([expect.objectContaining({ delta: '', logprobs: [token] })])
  })

  test.each([null, undefined, ''])('gives no item when it is nothing (%s)', content => {
    expect(answered({ content, refusal: null, tool_calls: null, function_call: null }).output).toEqual([])
    expect(types(streamed([say({ content, refusal: '' }), stop]))).toEqual(['created', 'in_progress', 'completed'])
  })

  test('cannot be a number', () => {
    expect(() => answered({ content: 1 })).toThrow(
      'The content of an answer, when it is not a string, must be an array. (at /choices/0/message/content)',
    )
  })

  test('has citations of one kind', () => {
    const cited = { type: 'url_citation', url_citation: { url: 'u', title: 't', start_index: 0, end_index: 1 } }
    const { item, losses } = answered({ content: 'a', annotations: [{ type: 'other' }, cited] })
    expect(item.content[0].annotations).toEqual([
      { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 1 },
    ])
    expect(losses).toEqual(['dropped /choices/0/message/annotations/0'])
  })

  test('that says nothing at all comes back as an empty text, and beside a refusal as null', () => {
    expect(answered({ content: null }).losses).toEqual(['changed /choices/0/message/content'])
    expect(answered({ content: '', refusal: 'No' }).losses).toEqual(['changed /choices/0/message/content'])
    expect(answered({ content: '' }).losses).toEqual([])
    expect(answered({ content: null, refusal: 'No' }).losses).toEqual([])
    expect(answered({ content: null, function_call: { name: 'f', arguments: '' } }).losses).toEqual(
      ['changed /choices/0/finish_reason'].slice(1),
    )
  })

  test('has log probabilities, those of a refusal are lost', () => {
    const { losses } = answered(
      { content: 'a' },
      { logprobs: { content: [token], refusal: [token], 'a/b': 1, other: null } },
    )
    expect(losses).toEqual(['dropped /choices/0/logprobs/refusal', 'dropped /choices/0/logprobs/a~1b'])
    expect(answered({ content: 'a' }, { logprobs: null }).losses).toEqual([])
  })
})

describe('the calls of an answer', () => {
  const call = (rest: Plain) => answered({ content: null, tool_calls: [rest] }, { finish_reason: 'tool_calls' })

  test('may bring their arguments as an object', () => {
    const { item, losses } = call({ id: 'a', function: { name: 'f', arguments: { a: 1 } } })
    expect(item).toEqual({
      id: 'fc_1',
      type: 'function_call',
      status: 'completed',
      call_id: 'a',
      name: 'f',
      arguments: '{"a":1}',
    })
    expect(losses).toEqual(['changed /choices/0/message/tool_calls/0/function/arguments'])
  })

  test('may not nest their arguments too deep to be written', () => {
    let deep: unknown = {}
    for (let level = 0; level < 20_000; level++) deep = { a: deep }
    expect(() => call({ id: 'a', function: { name: 'f', arguments: deep } })).toThrow(
      'The arguments of a call are nested too deep. (at /choices/0/message/tool_calls/0/function/arguments)',
    )
  })

  test('are custom when they say so, or have nothing but an input', () => {
    const custom = { name: 'g', input: 'x' }
    const made = { name: 'f', arguments: '{}' }
    const kinds = [
      { type: 'custom', custom },
      { custom },
      { custom, function: made },
      { type: 'function', function: made },
      { type: 'custom', custom, function: made },
      { function: made },
    ]
    expect(kinds.map(kind => call({ id: 'a', ...kind }).item.type)).toEqual([
      'custom_tool_call',
      'custom_tool_call',
      'function_call',
      'function_call',
      'custom_tool_call',
      'function_call',
    ])
    expect(call({ id: 'a', type: 'custom', custom }).item).toEqual({
      id: 'ctc_1',
      type: 'custom_tool_call',
      status: 'completed',
      call_id: 'a',
      name: 'g',
      input: 'x',
    })
  })

  test.each([null, undefined])('without a function (%s) make the answer fail', member => {
    const { response } = call({ id: 'a', function: member })
    expect(response).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', message: 'The model made a call without a name.' },
    })
  })

  test('without an id get one that is made of the answer', () => {
    expect(call({ function: { name: 'f', arguments: '' } }).item.call_id).toBe('call_1_0')
    expect(
      answered({ function_call: { name: 'f', arguments: '' } }, { finish_reason: 'function_call' }).item.call_id,
    ).toBe('call_1_0')
  })

  test('report what nobody knows of them', () => {
    const { losses } = call({ id: 'a', extra: 1, function: { name: 'f', arguments: '', more: 1 }, custom: null })
    expect(losses).toEqual(['/extra', '/function/more'].map(path => `dropped /choices/0/message/tool_calls/0${path}`))
    expect(call({ id: 'a', type: 'custom', custom: { name: 'g', input: '', more: 1 } }).losses).toEqual([
      'dropped /choices/0/message/tool_calls/0/custom/more',
    ])
    expect(answered({ function_call: { name: 'f', more: 1 } }, { finish_reason: 'function_call' }).losses).toEqual([
      'dropped /choices/0/message/function_call/more',
    ])
  })
})

describe('the pieces of calls in a stream', () => {
  const done = { delta: {}, finish_reason: 'tool_calls' }

  test('are told apart by id where every index is 0', () => {
    const pieces = [
      called({ index: 0, id: 'a' }, { name: 'f', arguments: '1' }),
      called({ index: 0, id: 'b' }, { name: 'g', arguments: '2' }),
      called({ index: 0 }, { arguments: '3' }),
    ]
    expect(callsIn(streamed([...pieces, done]))).toEqual(['a f 1', 'b g 23'])
  })

  test('belong to the call of their id, or to the last one, without an index', () => {
    const pieces = [
      called({ id: 'a' }, { name: 'f', arguments: '1' }),
      called({}, { arguments: '2' }),
      called({ id: 'b' }, { name: 'g', arguments: '3' }),
      called({ id: 'a' }, { arguments: '4' }),
      called({}, { arguments: '5' }),
    ]
    expect(callsIn(streamed([...pieces, done]))).toEqual(['a f 124', 'b g 35'])
  })

  test('belong to the first call of an id that came twice', () => {
    const pieces = [
      called({ index: 0, id: 'a' }, { name: 'f' }),
      called({ index: 1, id: 'a' }, { name: 'g' }),
      called({ id: 'a' }, { arguments: 'x' }),
    ]
    expect(callsIn(streamed([...pieces, done]))).toEqual(['a f x', 'a g '])
  })

  test('may repeat the id, and the name, whole', () => {
    const piece = (text: string) => called({ index: 0, id: 'a' }, { name: 'find', arguments: text })
    expect(callsIn(streamed([piece(''), piece('1'), piece('2'), done]))).toEqual(['a find 12'])
  })

  test('may bring the name in pieces before the arguments, or all of it after them', () => {
    const named = (name: string) => called({ index: 0, id: 'a' }, { name })
    expect(
      callsIn(streamed([named('get_'), named('it'), called({ index: 0 }, { arguments: '1' }), named('!'), done])),
    ).toEqual(['a get_it 1'])
    expect(
      callsIn(streamed([called({ index: 0, id: 'a' }, { arguments: '1' }), named('late'), named('late'), done])),
    ).toEqual(['a late 1'])
    expect(
      callsIn(
        streamed([
          called({ index: 0, id: 'a' }, { arguments: '1' }),
          named('late'),
          called({ index: 0 }, { arguments: '2' }),
          done,
        ]),
      ),
    ).toEqual(['a late 12'])
  })

  test('of a legacy call belong together', () => {
    const piece = (member: Plain) => say({ function_call: member })
    const events = streamed([
      piece({ name: 'f', arguments: '' }),
      piece({ arguments: '1' }),
      piece({ arguments: '2' }),
      done,
    ])
    expect(callsIn(events)).toEqual(['call_1_0 f 12'])
    expect(types(events).filter(type => type.includes('arguments'))).toEqual([
      'function_call_arguments.delta',
      'function_call_arguments.delta',
      'function_call_arguments.done',
    ])
  })

  test('end in the order they were announced, after the text', () => {
    const events = streamed([
      called({ index: 0, id: 'a' }, { arguments: '1' }),
      called({ index: 1, id: 'b' }, { name: 'g', arguments: '2' }),
      say({ content: 'c' }),
      called({ index: 0 }, { name: 'f' }),
      say({ content: 'd' }),
      done,
    ])
    const ended = events.filter(({ type }) => type === 'response.output_item.done')
    expect(ended.map(({ output_index, item }) => `${output_index} ${Object(item).type}`)).toEqual([
      '1 message',
      '0 function_call',
      '2 function_call',
    ])
  })

  test('have no namespace where none was declared', () => {
    const [item] = final(streamed([called({ index: 0, id: 'a' }, { name: 'f', arguments: '1' }), done])).output
    expect(Object.keys(item)).toEqual(['id', 'type', 'status', 'call_id', 'name', 'arguments'])
  })

  test('without a name make the answer fail, and leave the others as far as they came', () => {
    const events = streamed([
      called({ index: 0, id: 'a' }, { name: 'f', arguments: '1' }),
      called({ index: 1, id: 'b' }, { arguments: '2' }),
      done,
    ])
    expect(final(events)).toMatchObject({ status: 'failed', output: [{ status: 'incomplete', arguments: '1' }] })
  })
})

describe('the thoughts of an answer', () => {
  test.each(['reasoning_content', 'reasoning'])('are read from %s', key => {
    expect(answered({ [key]: 'Hm', content: 'a' }).output).toMatchObject([
      { type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] },
      { type: 'message' },
    ])
    expect(answered({ reasoning_content: '', [key]: 'Hm', content: 'a' }).output).toHaveLength(2)
  })

  test('are announced and told as a summary when that is asked for', () => {
    const events = streamed([say({ reasoning_content: 'Hm' }), say({ content: 'a' }), stop], { reasoning: 'summary' })
    expect(events.slice(2, 8)).toEqual([
      {
        type: 'response.output_item.added',
        sequence_number: 2,
        output_index: 0,
        item: { id: 'rs_1', type: 'reasoning', summary: [] },
      },
      {
        type: 'response.reasoning_summary_part.added',
        sequence_number: 3,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        part: { type: 'summary_text', text: '' },
      },
      {
        type: 'response.reasoning_summary_text.delta',
        sequence_number: 4,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        delta: 'Hm',
      },
      {
        type: 'response.reasoning_summary_text.done',
        sequence_number: 5,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        text: 'Hm',
      },
      {
        type: 'response.reasoning_summary_part.done',
        sequence_number: 6,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        part: { type: 'summary_text', text: 'Hm' },
      },
      {
        type: 'response.output_item.done',
        sequence_number: 7,
        output_index: 0,
        item: { id: 'rs_1', type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] },
      },
    ])
  })

  test.each(['reasoning_content', 'reasoning'])('are reported as lost from %s when they are not wanted', key => {
    const { output, losses } = answered({ [key]: 'Hm', content: 'a' }, {}, {}, { reasoning: 'off' })
    expect(output).toMatchObject([{ type: 'message' }])
    expect(losses).toEqual([`dropped /choices/0/message/${key}`])
    expect(answered({ content: 'a' }, {}, {}, { reasoning: 'off' }).losses).toEqual([])
    expect(types(streamed([say({ [key]: 'Hm' }), stop], { reasoning: 'off' }))).toEqual([
      'created',
      'in_progress',
      'completed',
    ])
  })

  test('part one message from the next', () => {
    const events = streamed([say({ content: 'a' }), say({ reasoning_content: 'Hm' }), say({ content: 'b' }), stop])
    expect(final(events).output).toMatchObject([
      { type: 'message', status: 'completed' },
      { type: 'reasoning' },
      { type: 'message', status: 'completed' },
    ])
  })

  test('begin no second item', () => {
    const events = streamed([
      say({ reasoning_content: 'a' }),
      say({ reasoning_content: '' }),
      say({ reasoning: 'b' }),
      stop,
    ])
    expect(final(events).output).toMatchObject([{ content: [{ text: 'ab' }] }])
  })
})

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
