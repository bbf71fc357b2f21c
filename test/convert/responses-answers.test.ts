// What a chat answer is made of, event by event: the odd forms Responses servers write, and what exactly comes of each.
import { describe, expect, test } from 'vitest'
import { ApiError, chatChunkEncoder, InvalidInputError, type Loss, toChatCompletion } from '../../src/index.ts'
import { unlessSaid } from '../atlas/sentence.ts'

type Options = Parameters<typeof toChatCompletion>[1]
type Plain = Record<string, unknown>

/** Ids that count, one clock, and the losses as `effect path`. */
function fixed(options: Options = {}): { options: NonNullable<Options>; losses: string[] } {
  const losses: string[] = []
  let count = 0
  const id = (prefix: string) => `${prefix}${++count}`
  const onLoss = ({ effect, path, message }: Loss) => losses.push(`${effect} ${path}${unlessSaid(message)}`)
  return { options: { id, now: () => 7, onLoss, ...options }, losses }
}

const responseOf = (output: unknown, rest: Plain = {}) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'm',
  output,
  ...rest,
})

function answered(output: unknown, rest: Plain = {}, more?: Options) {
  const { options, losses } = fixed(more)
  const completion = Object(toChatCompletion(responseOf(output, rest) as never, options))
  return { completion, choice: completion.choices[0], message: completion.choices[0].message, losses }
}

function streamed(events: unknown[], more?: Options) {
  const { options, losses } = fixed(more)
  const encoder = chatChunkEncoder(options)
  const chunks = [...events.flatMap(event => encoder.push(event as never)), ...encoder.finish()].map(chunk =>
    Object(chunk),
  )
  return { chunks, losses, ended: encoder.ended }
}

const created = (rest: Plain = {}) => ({
  type: 'response.created',
  response: responseOf([], { status: 'in_progress', ...rest }),
})
const completed = (output: unknown, rest: Plain = {}) => ({
  type: 'response.completed',
  response: responseOf(output, rest),
})
const deltasOf = (events: unknown[], more?: Options) =>
  streamed(events, more)
    .chunks.flatMap(({ choices }) => choices ?? [])
    .map(({ delta }) => delta)
const reasonOf = (events: unknown[]) => streamed(events).chunks.at(-1)?.choices?.[0]?.finish_reason
const opening = (content: '' | null = '') => ({ role: 'assistant', content, refusal: null })

const text = (value: string, rest: Plain = {}) => ({
  type: 'output_text',
  text: value,
  annotations: [],
  logprobs: [],
  ...rest,
})
const message = (content: unknown, rest: Plain = {}) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content,
  ...rest,
})
const call = (rest: Plain = {}) => ({
  id: 'fc_1',
  type: 'function_call',
  status: 'completed',
  call_id: 'a',
  name: 'f',
  arguments: '{}',
  ...rest,
})
const custom = (rest: Plain = {}) => ({
  id: 'ctc_1',
  type: 'custom_tool_call',
  status: 'completed',
  call_id: 'b',
  name: 'g',
  input: 'x',
  ...rest,
})
const added = (item: unknown, output_index: unknown = 0) => ({ type: 'response.output_item.added', output_index, item })
const done = (item: unknown, output_index: unknown = 0) => ({ type: 'response.output_item.done', output_index, item })
const on = (type: string, rest: Plain = {}) => ({
  type: `response.${type}`,
  output_index: 0,
  content_index: 0,
  ...rest,
})
const token = { token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }
const cited = { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 1 }
const citedAt = (start_index: number, end_index: number) => ({
  type: 'url_citation',
  url_citation: { url: 'u', title: 't', start_index, end_index },
})

describe('the text of an answer', () => {
  test('is told by its deltas, and by what of it no delta told', () => {
    const whole = message([text('Hello')])
    const ways: [unknown[], string[]][] = [
      [
        [on('output_text.delta', { delta: 'Hel' }), on('output_text.delta', { delta: 'lo' })],
        ['Hel', 'lo'],
      ],
      [
        [on('output_text.delta', { delta: 'Hel' }), on('output_text.done', { text: 'Hello' })],
        ['Hel', 'lo'],
      ],
      [
        [on('output_text.delta', { delta: 'Hel' }), on('content_part.done', { part: text('Hello') })],
        ['Hel', 'lo'],
      ],
      [
        [on('output_text.delta', { delta: 'Hel' }), done(whole)],
        ['Hel', 'lo'],
      ],
      [[on('output_text.delta', { delta: 'Hel' })], ['Hel', 'lo']],
      [[], ['Hello']],
      [[on('output_text.delta', { delta: 'Hello!' }), done(whole)], ['Hello!']],
      [
        [
          on('output_text.delta', { delta: '' }),
          on('output_text.delta', { delta: 1 }),
          on('output_text.done', { text: 1 }),
          done(1),
          added(1),
        ],
        ['Hello'],
      ],
      [[on('output_text.delta', { delta: 'lo' })], ['lo']],
    ]
    for (const [events, pieces] of ways) {
      const deltas = deltasOf([created(), added(message([])), ...events, completed([whole])])
      expect(deltas).toEqual([opening(), ...pieces.map(content => ({ content })), {}])
    }
  })

  test('may come without numbers', () => {
    const events = [
      { type: 'response.output_text.delta', delta: 'a' },
      { type: 'response.output_text.done', text: 'ab' },
      { type: 'response.output_item.done', item: message([text('abc')]) },
    ]
    expect(deltasOf([...events, completed([message([text('abcd')])])])).toEqual([
      opening(),
      { content: 'a' },
      { content: 'b' },
      { content: 'c' },
      { content: 'd' },
      {},
    ])
  })

  test('has log probabilities, each of them once', () => {
    const b = { ...token, token: 'b', bytes: [98] }
    const { chunks } = streamed([
      created(),
      on('output_text.delta', { delta: 'a', logprobs: [token] }),
      on('output_text.delta', { delta: '', logprobs: [b] }),
      on('output_text.delta', { delta: '', logprobs: [] }),
      on('output_text.delta', { delta: 'c', logprobs: 'x' }),
      on('output_text.done', { text: 'ac', logprobs: [token, b] }),
      completed([message([text('ac', { logprobs: [token, b, token] })])]),
    ])
    const told = chunks.map(({ choices }) => choices[0].logprobs?.content)
    expect(told).toEqual([undefined, [token], [b], undefined, [token], undefined])
    expect(chunks[1]?.choices[0].logprobs).toEqual({ content: [token], refusal: null })
    expect(
      answered([message([text('a', { logprobs: [token] })]), message([text('b', { logprobs: [b] })])]).choice.logprobs,
    ).toEqual({ content: [token, b], refusal: null })
    expect(answered([message([text('a')])]).choice.logprobs).toBeNull()
  })

  test('of several items is parted by a blank line, of several parts by nothing', () => {
    const output = [message([text('a'), text('b')]), message([text('')]), message([text('c')], { id: 'msg_2' })]
    expect(answered(output).message.content).toBe('ab\n\nc')
    expect(deltasOf([completed(output)])).toEqual([
      opening(),
      { content: 'a' },
      { content: 'b' },
      { content: '\n\nc' },
      {},
    ])
    const pieces = [
      on('output_text.delta', { delta: 'a' }),
      on('output_text.delta', { delta: 'b', output_index: 1 }),
      on('output_text.delta', { delta: 'c', output_index: 1, content_index: 1 }),
    ]
    expect(deltasOf([created(), ...pieces, completed([])])).toEqual([
      opening(),
      { content: 'a' },
      { content: '\n\nb' },
      { content: 'c' },
      {},
    ])
  })

  test('keeps its citations where they belong, each of them once', () => {
    const output = [
      message([text('ab', { annotations: [cited] })]),
      message([text('c', { annotations: [cited, { type: 'other' }] })], { id: 'msg_2' }),
    ]
    expect(answered(output).message.annotations).toEqual([citedAt(0, 1), citedAt(4, 5)])
    const announced = on('output_text.annotation.added', { annotation: cited })
    const citedIn = (...events: unknown[]) => deltasOf(events).flatMap(({ annotations }) => annotations ?? [])
    const piece = on('output_text.delta', { delta: 'ab' })
    expect(citedIn(created(), piece, announced, completed(output))).toEqual([citedAt(0, 1), citedAt(4, 5)])
    expect(citedIn(created(), announced, piece, completed([]))).toEqual([citedAt(0, 1)])
    expect(citedIn(piece, { ...announced, output_index: 1 }, completed([]))).toEqual([citedAt(2, 3)])
    expect(deltasOf([completed([message([text('a', { annotations: 'x' })])])])).toEqual([
      opening(),
      { content: 'a' },
      {},
    ])
  })

  test('may stand in the output without a message', () => {
    expect(
      answered([{ type: 'output_text', text: 'a' }, { type: 'other', text: 'b' }, message([text('c')])]).message
        .content,
    ).toBe('a\n\nc')
  })

  test('is not what others said, nor what is no text', () => {
    const output = [
      message([text('a')], { role: 'user' }),
      message([text('b')], { role: undefined }),
      message([null, 'x', { type: 'other', text: 'y' }, { text: 'z' }], { id: 'm' }),
      1,
    ]
    expect(deltasOf([completed(output)])).toEqual([opening(), { content: 'b' }, {}])
    expect(deltasOf([done(message('x')), completed([message([text('a')])])])).toEqual([opening(), { content: 'a' }, {}])
  })

  test('may be a refusal, in pieces or whole', () => {
    const refusal = { type: 'refusal', refusal: 'No.' }
    expect(answered([message([refusal])]).message).toEqual({
      role: 'assistant',
      content: null,
      refusal: 'No.',
      annotations: [],
    })
    expect(
      deltasOf([
        created(),
        on('refusal.delta', { delta: 'N' }),
        on('refusal.done', { refusal: 'No' }),
        completed([message([refusal])]),
      ]),
    ).toEqual([opening(null), { refusal: 'N' }, { refusal: 'o' }, { refusal: '.' }, {}])
    expect(
      deltasOf([
        on('output_text.delta', { delta: 'a' }),
        on('refusal.delta', { delta: 'b' }),
        on('output_text.delta', { delta: 'c' }),
        completed([]),
      ]),
    ).toEqual([opening(), { content: 'a' }, { refusal: 'b' }, { content: 'c' }, {}])
  })

  test('is empty, not null, where nothing was said', () => {
    expect(answered([]).message).toEqual({ role: 'assistant', content: '', refusal: null, annotations: [] })
    expect(deltasOf([created(), completed([])])).toEqual([opening(), {}])
    const thoughts = [{ id: 'rs_1', type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] }]
    expect(answered(thoughts).message).toMatchObject({ content: '', reasoning_content: 'Hm' })
    expect(deltasOf([completed(thoughts)])).toEqual([opening(null), { reasoning_content: 'Hm' }, { content: '' }, {}])
    expect(answered([call()]).message.content).toBeNull()
  })
})

describe('the thoughts of an answer', () => {
  const thoughts = (summary: string[], content: string[] = []) => ({
    id: 'rs_1',
    type: 'reasoning',
    summary: summary.map(value => ({ type: 'summary_text', text: value })),
    content: content.map(value => ({ type: 'reasoning_text', text: value })),
  })

  test('are paragraphs, of the summary and then of the content', () => {
    const output = [thoughts(['a', 'b'], ['c']), message([text('d')])]
    expect(answered(output).message).toMatchObject({ reasoning_content: 'a\n\nb\n\nc', content: 'd' })
    expect(deltasOf([completed(output)])).toEqual([
      opening(null),
      ...['a', '\n\nb', '\n\nc'].map(reasoning_content => ({ reasoning_content })),
      { content: 'd' },
      {},
    ])
  })

  test.each([
    ['reasoning_text', 'content_index', 'content_part.done', thoughts([], ['ab', 'cde'])],
    ['reasoning_summary_text', 'summary_index', 'reasoning_summary_part.done', thoughts(['ab', 'cde'])],
  ])('come in pieces of %s', (stem, index, partDone, item) => {
    const part = { type: stem === 'reasoning_text' ? stem : 'summary_text', text: 'cd' }
    const at = (number: number) => ({ content_index: undefined, [index]: number })
    const events = [
      created(),
      on(`${stem}.delta`, { delta: 'a', ...at(0) }),
      on(`${stem}.done`, { text: 'ab', ...at(0) }),
      on(`${stem}.delta`, { delta: 'c', ...at(1) }),
      on(partDone, { part, ...at(1) }),
      completed([item]),
    ]
    const pieces = ['a', 'b', '\n\nc', 'd', 'e']
    expect(deltasOf(events)).toEqual([
      opening(null),
      ...pieces.map(reasoning_content => ({ reasoning_content })),
      { content: '' },
      {},
    ])
    expect(deltasOf(events, { reasoning: 'off' })).toEqual([opening(), {}])
  })

  test('without numbers are one paragraph of each list', () => {
    const events = [
      { type: 'response.reasoning_text.delta', delta: 'a' },
      { type: 'response.reasoning_summary_text.delta', delta: 'b' },
    ]
    expect(deltasOf([...events, completed([])])).toEqual([
      opening(null),
      { reasoning_content: 'a' },
      { reasoning_content: '\n\nb' },
      { content: '' },
      {},
    ])
  })

  test('that are sealed come last, all of them, in the order of their items', () => {
    const sealed = (id: string) => ({ id, type: 'reasoning', summary: [], encrypted_content: `gAAAA-${id}` })
    const detail = (id: string) => ({
      type: 'reasoning.encrypted',
      id,
      data: `gAAAA-${id}`,
      format: 'openai-responses-v1',
    })
    const carry = { carryReasoning: true }
    const deltas = deltasOf(
      [created(), done(sealed('rs_2'), 2), done(sealed('rs_10'), 10), done(sealed('rs_1'), 1), completed([])],
      carry,
    )
    expect(deltas.at(-2)).toEqual({ reasoning_details: ['rs_1', 'rs_2', 'rs_10'].map(detail) })
    expect(answered([sealed('rs_1'), message([text('a')])], {}, carry).message.reasoning_details).toEqual([
      detail('rs_1'),
    ])
    expect('reasoning_details' in answered([sealed('rs_1'), message([text('a')])]).message).toBe(false)
  })
})

describe('the calls of an answer', () => {
  const piece = (index: number, member: Plain) => ({ tool_calls: [{ index, function: member }] })

  test('are announced by name and told by what of their text was not told', () => {
    const empty = call({ arguments: '' })
    const ways = [
      [
        added(empty),
        on('function_call_arguments.delta', { delta: '{' }),
        on('function_call_arguments.delta', { delta: '}' }),
      ],
      [
        added(empty),
        on('function_call_arguments.delta', { delta: '{' }),
        on('function_call_arguments.done', { arguments: '{}' }),
      ],
      [added(empty), on('function_call_arguments.delta', { delta: '{' }), done(call())],
      [
        added(empty),
        on('function_call_arguments.delta', { delta: '{' }),
        on('function_call_arguments.delta', { delta: '' }),
        on('function_call_arguments.done', { arguments: 1 }),
      ],
    ]
    for (const events of ways) {
      expect(deltasOf([created(), ...events, completed([call()])])).toEqual([
        opening(null),
        { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }] },
        piece(0, { arguments: '{' }),
        piece(0, { arguments: '}' }),
        {},
      ])
    }
    expect(reasonOf([completed([call()])])).toBe('tool_calls')
  })

  test('of custom tools have an input', () => {
    const events = [
      added(custom({ input: '' })),
      on('custom_tool_call_input.delta', { delta: 'x' }),
      on('custom_tool_call_input.done', { input: 'xy' }),
      completed([custom({ input: 'xyz' })]),
    ]
    const told = (input: string) => ({ tool_calls: [{ index: 0, custom: { input } }] })
    expect(deltasOf(events)).toEqual([
      opening(null),
      { tool_calls: [{ index: 0, id: 'b', type: 'custom', custom: { name: 'g', input: '' } }] },
      told('x'),
      told('y'),
      told('z'),
      {},
    ])
    expect(answered([custom()]).message.tool_calls).toEqual([
      { id: 'b', type: 'custom', custom: { name: 'g', input: 'x' } },
    ])
  })

  test('that come before they are announced wait', () => {
    const early = [
      on('function_call_arguments.delta', { delta: '{' }),
      on('function_call_arguments.delta', { delta: '"a"' }),
      on('function_call_arguments.done', { arguments: '{"a":' }),
    ]
    const announced = { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }] }
    expect(
      deltasOf([
        created(),
        ...early,
        added(call({ name: '' })),
        added(call({ name: undefined })),
        added(call({ arguments: '' })),
        completed([call({ arguments: '{"a":1}' })]),
      ]),
    ).toEqual([opening(null), announced, piece(0, { arguments: '{"a":' }), piece(0, { arguments: '1}' }), {}])
  })

  test('whose id is missing get one that is made of the answer', () => {
    for (const call_id of [undefined, '', 1]) {
      const [, { tool_calls }] = deltasOf([created(), added(call({ call_id })), completed([])])
      expect(tool_calls[0].id).toBe('call_1_0')
    }
    expect(
      answered([call({ call_id: 'a' }), call({ id: 'fc_2', call_id: 'b' })]).message.tool_calls.map(
        ({ id }: Plain) => id,
      ),
    ).toEqual(['a', 'b'])
  })

  test('are one function_call where the request has functions and no tools', () => {
    const request = { functions: [{ name: 'f' }] }
    const { message: legacy, choice } = answered(
      [call(), call({ id: 'fc_2', call_id: 'b', name: 'g' })],
      {},
      { request },
    )
    expect(legacy).toMatchObject({ content: null, function_call: { name: 'f', arguments: '{}' } })
    expect(choice.finish_reason).toBe('function_call')
    expect('tool_calls' in legacy).toBe(false)
    expect(
      deltasOf(
        [
          created(),
          added(call({ arguments: '' })),
          on('function_call_arguments.delta', { delta: '{}' }),
          completed([call(), call({ id: 'fc_2' })]),
        ],
        { request },
      ),
    ).toEqual([
      opening(null),
      { function_call: { name: 'f', arguments: '' } },
      { function_call: { arguments: '{}' } },
      {},
    ])
    expect(answered([call()], {}, { request: { ...request, tools: [] } }).choice.finish_reason).toBe('tool_calls')
  })

  test('are found again under the place their events had', () => {
    const first = call({ id: 'fc_1', call_id: 'a', arguments: '' })
    const second = call({ id: 'fc_2', call_id: 'b', arguments: '' })
    const late = [
      call({ id: 'fc_2', call_id: 'b', arguments: '2' }),
      call({ id: 'fc_1', call_id: 'a', arguments: '1' }),
    ]
    const announce = [added(first, 0), added(second, 1)]
    const texts = (events: unknown[]) =>
      deltasOf(events).flatMap(({ tool_calls }) => (tool_calls?.[0].id ? [] : (tool_calls ?? [])))
    expect(texts([created(), ...announce, completed(late)])).toEqual([
      { index: 1, function: { arguments: '2' } },
      { index: 0, function: { arguments: '1' } },
    ])
    const sent = [
      done(call({ id: 'fc_1', call_id: 'a', arguments: '1' }), 0),
      done(call({ id: 'fc_2', call_id: 'b', arguments: '2' }), 1),
    ]
    expect(texts([created(), ...sent, completed(late)])).toEqual([
      { index: 0, function: { arguments: '1' } },
      { index: 1, function: { arguments: '2' } },
    ])
  })

  test('are not what an item of another type with a name is', () => {
    expect(
      deltasOf([
        created(),
        added({ id: 'x', type: 'mcp_call', name: 'f', arguments: '{}' }),
        completed([message([text('a')])]),
      ]),
    ).toEqual([opening(), { content: 'a' }, {}])
  })
})

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

describe('the envelope of an answer', () => {
  const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 }
  const counted = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }

  test('is complete where the server says little', () => {
    const { options } = fixed()
    expect(toChatCompletion({ output: [] } as never, options)).toStrictEqual({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 7,
      model: '',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: '', refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    })
    expect(Object(toChatCompletion({ id: '', created_at: 1.5, output: [] } as never, fixed().options))).toMatchObject({
      id: 'chatcmpl-1',
      created: 1,
    })
    expect(Object(toChatCompletion({ output: [] } as never)).id).toMatch(/^chatcmpl-[0-9a-f]{32}$/)
    expect(answered([], { model: undefined }, { request: { model: 'asked' } }).completion.model).toBe('asked')
  })

  test('carries what chat has a word for, unless it is null', () => {
    const rest = { usage, service_tier: 'flex', moderation: { a: 1 }, metadata: { b: 'c' } }
    expect(answered([], rest).completion).toMatchObject({ ...rest, usage: counted })
    const nothing = { usage: null, service_tier: null, moderation: null, metadata: {} }
    expect(Object.keys(answered([], nothing).completion)).toEqual(['id', 'object', 'created', 'model', 'choices'])
    const { chunks } = streamed([created({ service_tier: 'auto' }), completed([message([text('a')])], rest)])
    expect(chunks.map(({ service_tier }) => service_tier)).toEqual(['flex', 'flex', 'flex', 'flex'])
    expect(chunks.at(-2)).toMatchObject({ moderation: { a: 1 }, metadata: { b: 'c' } })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: counted })
    const silent = streamed([completed([message([text('a')])], nothing)]).chunks
    for (const chunk of silent) expect(Object.keys(chunk)).toEqual(['id', 'object', 'created', 'model', 'choices'])
    expect(silent).toHaveLength(3)
  })

  test.each([
    [undefined, [undefined, undefined, undefined, counted]],
    [{ stream_options: { include_usage: true } }, [null, null, null, counted]],
    [{ stream_options: { include_usage: false } }, [undefined, undefined, undefined]],
    [{ stream_options: null }, [undefined, undefined, undefined]],
    [{}, [undefined, undefined, undefined]],
  ])('reports usage as the request %o asked for it', (request, expected) => {
    const { chunks } = streamed([created(), completed([message([text('a')])], { usage })], { request })
    expect(chunks.map(chunk => chunk.usage)).toEqual(expected)
  })

  test('is the same in every chunk, and its id is made once', () => {
    const events = [
      { type: 'response.created', response: { status: 'in_progress' } },
      on('output_text.delta', { delta: 'a' }),
      { type: 'response.completed', response: { output: [] } },
    ]
    expect(streamed(events).chunks.map(({ id, created, model, object }) => [id, created, model, object])).toEqual(
      Array.from({ length: 3 }, () => ['chatcmpl-1', 7, '', 'chat.completion.chunk']),
    )
    expect(streamed([{ type: 'response.created', response: 'x' }, created(), completed([])]).chunks[0]?.id).toBe(
      'chatcmpl-1',
    )
  })

  test('restores nothing, but tells the losses once, before the last chunk', () => {
    const { options, losses } = fixed()
    const encoder = chatChunkEncoder(options)
    const told: string[] = []
    encoder.push(created({ temperature: 0.5 }) as never)
    encoder.push(done({ id: 'ws_1', type: 'web_search_call', status: 'completed' }) as never)
    told.push(...losses)
    encoder.push(
      completed([{ id: 'ws_1', type: 'web_search_call', status: 'completed' }], { temperature: 0.5 }) as never,
    )
    expect([told, losses]).toEqual([[], ['dropped /temperature', 'dropped /output/0']])
    const strict = chatChunkEncoder({ strict: true })
    expect(() => strict.push(completed([], { temperature: 0.5 }) as never)).toThrow(
      'Leave it out, or convert without `strict`',
    )
  })
})
