// The items of a conversation, both ways: what becomes of turns of the model, its calls, their results and its thoughts.
import { describe, expect, test } from 'vitest'
import { openText, sealText } from '../../src/atlas/items/sealed.ts'
import { type ConversionOptions, toChatRequest, toResponsesRequest } from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

type Plain = Record<string, unknown>

function observed(convert: (options: ConversionOptions) => unknown, key: string) {
  const losses: string[] = []
  const value = Object(
    convert({
      onLoss: ({ effect, path, code, message }) => losses.push(`${effect} ${path} ${code}${unlessSaid(message)}`),
    }),
  )
  return { said: value[key], losses: losses.sort() }
}

const toItems = (messages: unknown[], more: ConversionOptions = {}) =>
  observed(options => toResponsesRequest({ model: 'm', messages } as never, { ...options, ...more }), 'input')
const toMessages = (input: unknown[], more: ConversionOptions = {}, rest: Plain = {}) =>
  observed(options => toChatRequest({ model: 'm', input, ...rest } as never, { ...options, ...more }), 'messages')
const refused = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return String(error)
  }
  return 'accepted'
}

const call = (rest: Plain = {}) => ({ type: 'function_call', call_id: 'a', name: 'f', arguments: '{}', ...rest })
const custom = (rest: Plain = {}) => ({ type: 'custom_tool_call', call_id: 'b', name: 'g', input: 'x', ...rest })
const result = (rest: Plain = {}) => ({ type: 'function_call_output', call_id: 'a', output: 'r', ...rest })
const chatCall = (rest: Plain = {}) => ({
  id: 'a',
  type: 'function',
  function: { name: 'f', arguments: '{}' },
  ...rest,
})
const chatCustom = { id: 'b', type: 'custom', custom: { name: 'g', input: 'x' } }
const assistant = (rest: Plain) => ({ role: 'assistant', ...rest })
const thought = (summary: unknown[], content?: unknown[], rest: Plain = {}) => ({
  type: 'reasoning',
  summary,
  ...(content ? { content } : {}),
  ...rest,
})
const summary = (text: string) => ({ type: 'summary_text', text })
const thinking = (text: string) => ({ type: 'reasoning_text', text })
const hi = { role: 'user', content: 'Hi' }

describe('the items of a request become messages', () => {
  type Case = [name: string, input: unknown[], messages: unknown[], losses?: string[]]
  const cases: Case[] = [
    ['a bare text', ['Hi'], [hi], ['changed /input/0 reshaped']],
    ['a message without a type', [hi], [hi]],
    [
      'messages of every role',
      [
        { role: 'developer', content: 'a' },
        { type: 'message', role: 'system', content: 'b', id: 'x', status: 'y' },
        hi,
        assistant({ content: 'd' }),
      ],
      [{ role: 'developer', content: 'a' }, { role: 'system', content: 'b' }, hi, assistant({ content: 'd' })],
    ],
    ['a message of no known role', [{ role: 'x', content: 'a' }], [], ['dropped /input/0 unknown-value']],
    ['an item of no known type', [{ type: 'x' }], [], ['dropped /input/0 unknown-value']],
    ['a reference', [{ id: 'x' }], [], ['dropped /input/0 no-counterpart']],
    ['a hosted call', [{ type: 'web_search_call', id: 'x' }], [], ['dropped /input/0 no-counterpart']],
    ['tools that come late', [{ type: 'additional_tools', tools: [] }], [], ['dropped /input/0 reshaped']],
    [
      'a phase',
      [assistant({ content: 'a', phase: 'commentary' })],
      [assistant({ content: 'a' })],
      ['dropped /input/0/phase no-counterpart'],
    ],
    [
      'a refusal',
      [assistant({ content: [{ type: 'refusal', refusal: 'No' }] })],
      [assistant({ content: null, refusal: 'No' })],
    ],
    [
      'a refusal beside words',
      [
        assistant({
          content: [
            { type: 'output_text', text: 'a' },
            { type: 'refusal', refusal: 'No' },
          ],
        }),
      ],
      [
        assistant({
          content: [
            { type: 'text', text: 'a' },
            { type: 'refusal', refusal: 'No' },
          ],
        }),
      ],
    ],
    [
      'calls of one turn',
      [assistant({ content: 'a' }), call(), custom()],
      [assistant({ content: 'a', tool_calls: [chatCall(), chatCustom] })],
    ],
    ['calls alone', [call()], [assistant({ content: null, tool_calls: [chatCall()] })]],
    [
      'calls of two turns',
      [call(), result(), custom()],
      [
        assistant({ content: null, tool_calls: [chatCall()] }),
        { role: 'tool', tool_call_id: 'a', content: 'r' },
        assistant({ content: null, tool_calls: [chatCustom] }),
      ],
    ],
    [
      'words after calls',
      [call(), assistant({ content: 'a' })],
      [assistant({ content: null, tool_calls: [chatCall()] }), assistant({ content: 'a' })],
    ],
    [
      'two words',
      [assistant({ content: 'a' }), assistant({ content: 'b' })],
      [assistant({ content: 'a' }), assistant({ content: 'b' })],
    ],
    [
      'a late result',
      [call(), hi, result()],
      [assistant({ content: null, tool_calls: [chatCall()] }), { role: 'tool', tool_call_id: 'a', content: 'r' }, hi],
      ['changed /input/1 reordered', 'changed /input/2 reordered'],
    ],
    ['a result of no call', [result({ call_id: 'z' })], [{ role: 'tool', tool_call_id: 'z', content: 'r' }]],
    [
      'a custom result of no call',
      [result({ type: 'custom_tool_call_output', call_id: 'z' })],
      [{ role: 'tool', tool_call_id: 'z', content: 'r' }],
      ['changed /input/0/type reshaped'],
    ],
    [
      'a custom result',
      [custom(), result({ type: 'custom_tool_call_output', call_id: 'b' })],
      [assistant({ content: null, tool_calls: [chatCustom] }), { role: 'tool', tool_call_id: 'b', content: 'r' }],
    ],
    [
      'a result in parts',
      [call(), result({ output: [{ type: 'input_text', text: 'r' }] })],
      [
        assistant({ content: null, tool_calls: [chatCall()] }),
        { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'r' }] },
      ],
    ],
    [
      'a result of no parts',
      [call(), result({ output: [] })],
      [assistant({ content: null, tool_calls: [chatCall()] }), { role: 'tool', tool_call_id: 'a', content: [] }],
    ],
    [
      'a result with an image',
      [
        call(),
        result({
          output: [
            { type: 'input_text', text: 'r' },
            { type: 'input_image', image_url: 'u' },
          ],
        }),
      ],
      [
        assistant({ content: null, tool_calls: [chatCall()] }),
        { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'r' }] },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'u' } }] },
      ],
      ['changed /input/1/output/1 reshaped'],
    ],
    [
      'a result that is an image',
      [result({ output: [{ type: 'input_image', image_url: 'u' }] })],
      [
        { role: 'tool', tool_call_id: 'a', content: '' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'u' } }] },
      ],
      ['changed /input/0/output reshaped'],
    ],
    [
      'a result of nothing chat knows',
      [result({ output: [{ type: 'x' }] })],
      [{ role: 'tool', tool_call_id: 'a', content: '' }],
      ['dropped /input/0/output unknown-value'],
    ],
    [
      'a call with more',
      [call({ caller: { type: 'program' }, async: true, created_by: 'x', id: 'fc_1', status: 'completed' })],
      [assistant({ content: null, tool_calls: [chatCall()] })],
      ['async', 'caller', 'created_by'].map(key => `dropped /input/0/${key} no-counterpart`),
    ],
    [
      'a call with the defaults',
      [call({ caller: { type: 'direct' }, async: false })],
      [assistant({ content: null, tool_calls: [chatCall()] })],
    ],
    [
      'a call of a namespace nobody declared',
      [call({ namespace: 'crm' })],
      [assistant({ content: null, tool_calls: [chatCall()] })],
      ['dropped /input/0/namespace no-counterpart'],
    ],
    ['a call of no namespace', [call({ namespace: '' })], [assistant({ content: null, tool_calls: [chatCall()] })]],
    [
      'a result with more',
      [
        call(),
        result({
          name: 'f',
          caller: { type: 'program' },
          namespace: 'x',
          created_by: 'y',
          id: 'z',
          status: 'completed',
        }),
      ],
      [assistant({ content: null, tool_calls: [chatCall()] }), { role: 'tool', tool_call_id: 'a', content: 'r' }],
      ['caller', 'created_by', 'name', 'namespace'].map(key => `dropped /input/1/${key} no-counterpart`),
    ],
    [
      'thoughts before words',
      [thought([], [thinking('h')]), assistant({ content: 'a' })],
      [assistant({ content: 'a', reasoning_content: 'h' })],
    ],
    [
      'thoughts before calls',
      [thought([], [thinking('h')]), call()],
      [assistant({ content: null, reasoning_content: 'h', tool_calls: [chatCall()] })],
    ],
    [
      'two thoughts',
      [thought([], [thinking('h')]), thought([], [thinking('i')]), assistant({ content: 'a' })],
      [assistant({ content: 'a', reasoning_content: 'h\n\ni' })],
      ['changed /input/0 joined', 'changed /input/1 joined'],
    ],
    ['thoughts that led to nothing', [thought([], [thinking('h')]), hi], [hi], ['dropped /input/0 no-counterpart']],
    [
      'thoughts after words',
      [assistant({ content: 'a' }), thought([], [thinking('h')]), call()],
      [assistant({ content: 'a' }), assistant({ content: null, reasoning_content: 'h', tool_calls: [chatCall()] })],
    ],
    [
      'a summary',
      [thought([summary('h')]), assistant({ content: 'a' })],
      [assistant({ content: 'a', reasoning_content: 'h' })],
      ['changed /input/0 reshaped'],
    ],
    [
      'thoughts in several parts',
      [thought([], [thinking('h'), thinking(''), thinking('i')]), assistant({ content: 'a' })],
      [assistant({ content: 'a', reasoning_content: 'h\n\ni' })],
      ['changed /input/0/content joined'],
    ],
    [
      'thoughts of another type',
      [thought([], [summary('h')]), assistant({ content: 'a' })],
      [assistant({ content: 'a', reasoning_content: 'h' })],
      ['changed /input/0/content/0/type unknown-value'],
    ],
    [
      'sealed thoughts',
      [thought([], [thinking('h')], { encrypted_content: 'x' }), assistant({ content: 'a' })],
      [assistant({ content: 'a', reasoning_content: 'h' })],
      ['dropped /input/0/encrypted_content no-counterpart'],
    ],
    [
      'nothing but sealed thoughts',
      [thought([], undefined, { encrypted_content: 'x' }), assistant({ content: 'a' })],
      [assistant({ content: 'a' })],
      ['dropped /input/0 no-counterpart'],
    ],
    [
      'thoughts with an empty seal',
      [
        thought([], [thinking('h')], { encrypted_content: '', id: 'x', status: 'y', created_by: 'z' }),
        assistant({ content: 'a' }),
      ],
      [assistant({ content: 'a', reasoning_content: 'h' })],
    ],
  ]

  test.each(cases)('%s', (_name, input, messages, losses = []) => {
    const { said, losses: found } = toMessages(input)
    expect(said).toEqual(messages)
    expect(found).toEqual([...losses].sort())
  })

  test('thoughts by what the option asks for', () => {
    const lossesOf = (item: unknown, reasoning: 'summary' | 'off') =>
      toMessages([item, assistant({ content: 'a' })], { reasoning }).losses
    expect(lossesOf(thought([summary('h')]), 'summary')).toEqual([])
    expect(lossesOf(thought([summary('h'), summary('i')]), 'summary')).toEqual(['changed /input/0/summary joined'])
    expect(lossesOf(thought([], [thinking('h')]), 'summary')).toEqual(['changed /input/0 reshaped'])
    expect(lossesOf(thought([], [thinking('h')]), 'off')).toEqual(['dropped /input/0 no-counterpart'])
  })

  test('names of a namespace, if it was declared', () => {
    const tools = [{ type: 'namespace', name: 'crm', tools: [{ type: 'function', name: 'f', parameters: {} }] }]
    const { said, losses } = toMessages(
      [call({ namespace: 'crm' }), call({ call_id: 'b', namespace: 'other' })],
      {},
      { tools },
    )
    expect(said[0].tool_calls.map((each: Plain) => Object(each.function).name)).toEqual(['crm__f', 'f'])
    expect(losses).toEqual([
      'changed /input/0/name reshaped',
      'changed /tools/0 reshaped',
      'dropped /input/0/namespace reshaped',
      'dropped /input/1/namespace no-counterpart',
    ])
  })

  test('or are refused with a pointer', () => {
    const why = (...input: unknown[]) => refused(() => toMessages(input)).replace('InvalidInputError: ', '')
    expect(why(1)).toBe('An input item must be an object. (at /input/0)')
    expect(why({})).toBe('An input item must have a type, or a role if it is a message. (at /input/0/type)')
    expect(why({ type: 1 })).toBe('An input item must have a type, or a role if it is a message. (at /input/0/type)')
    expect(why({ type: 'message', content: 'x' })).toBe('The role of a message must be a string. (at /input/0/role)')
    expect(why(call({ call_id: undefined }))).toBe('The call_id of a call must be a string. (at /input/0/call_id)')
    expect(why(call({ name: 1 }))).toBe('The name of a call must be a string. (at /input/0/name)')
    expect(why(call({ arguments: {} }))).toBe('The arguments of a call must be a string. (at /input/0/arguments)')
    expect(why(call({ namespace: 1 }))).toBe('The namespace of a call must be a string. (at /input/0/namespace)')
    expect(why(custom({ call_id: undefined }))).toBe('The call_id of a call must be a string. (at /input/0/call_id)')
    expect(why(result({ call_id: 1 }))).toBe('The call_id of an output must be a string. (at /input/0/call_id)')
    expect(why(result({ output: 1 }))).toBe(
      'The output of a tool, when it is not a string, must be an array. (at /input/0/output)',
    )
    expect(why(thought([{}]))).toBe('The text of a reasoning part must be a string. (at /input/0/summary/0/text)')
    expect(why(thought([], [1]))).toBe('A part of a reasoning item must be an object. (at /input/0/content/0)')
    expect(why({ type: 'reasoning', summary: 1 })).toBe(
      'The summary of a reasoning item must be an array. (at /input/0/summary)',
    )
    expect(why(thought([], [thinking('a')], { encrypted_content: 1 }))).toMatch(
      /string\. \(at \/input\/0\/encrypted_content\)$/,
    )
  })
})

describe('the messages of a request become items', () => {
  type Case = [name: string, messages: unknown[], items: unknown[], losses?: string[]]
  const cases: Case[] = [
    [
      'messages of every role',
      [hi, { role: 'system', content: 'a' }, { role: 'developer', content: [{ type: 'text', text: 'b' }] }],
      [hi, { role: 'system', content: 'a' }, { role: 'developer', content: [{ type: 'input_text', text: 'b' }] }],
    ],
    [
      'a message with a name',
      [hi, { role: 'user', name: 'x', content: 'a' }],
      [hi, { role: 'user', content: 'a' }],
      ['dropped /messages/1/name no-counterpart'],
    ],
    ['words', [hi, assistant({ content: 'a' })], [hi, assistant({ content: 'a' })]],
    [
      'words in parts',
      [hi, assistant({ content: [{ type: 'text', text: 'a' }] })],
      [hi, assistant({ content: [{ type: 'output_text', text: 'a' }] })],
    ],
    [
      'a refusal',
      [hi, assistant({ content: null, refusal: 'No' })],
      [hi, assistant({ content: [{ type: 'refusal', refusal: 'No' }] })],
    ],
    [
      'a refusal as a part',
      [hi, assistant({ content: [{ type: 'refusal', refusal: 'No' }], refusal: '' })],
      [hi, assistant({ content: [{ type: 'refusal', refusal: 'No' }] })],
      ['changed /messages/1/content reshaped'],
    ],
    [
      'words and a refusal',
      [hi, assistant({ content: 'a', refusal: 'No' })],
      [
        hi,
        assistant({
          content: [
            { type: 'output_text', text: 'a' },
            { type: 'refusal', refusal: 'No' },
          ],
        }),
      ],
      ['changed /messages/1/content reshaped', 'changed /messages/1/refusal reshaped'],
    ],
    [
      'parts and a refusal',
      [hi, assistant({ content: [{ type: 'text', text: 'a' }], refusal: 'No' })],
      [
        hi,
        assistant({
          content: [
            { type: 'output_text', text: 'a' },
            { type: 'refusal', refusal: 'No' },
          ],
        }),
      ],
      ['changed /messages/1/content reshaped', 'changed /messages/1/refusal reshaped'],
    ],
    [
      'nothing',
      [hi, assistant({ content: null })],
      [hi, assistant({ content: '' })],
      ['changed /messages/1/content reshaped'],
    ],
    ['nothing at all', [hi, assistant({})], [hi, assistant({ content: '' })], ['changed /messages/1 reshaped']],
    ['calls', [hi, assistant({ content: null, tool_calls: [chatCall(), chatCustom] })], [hi, call(), custom()]],
    [
      'words and calls',
      [hi, assistant({ content: 'a', tool_calls: [chatCall()] })],
      [hi, assistant({ content: 'a' }), call()],
    ],
    [
      'a call without a type',
      [hi, assistant({ content: null, tool_calls: [chatCall({ type: undefined })] })],
      [hi, call()],
      ['changed /messages/1/tool_calls/0 reshaped'],
    ],
    [
      'a call with more',
      [hi, assistant({ content: null, tool_calls: [chatCall({ x: 1 })] })],
      [hi, call()],
      ['dropped /messages/1/tool_calls/0/x unknown-field'],
    ],
    [
      'results',
      [
        hi,
        assistant({ content: null, tool_calls: [chatCall(), chatCustom] }),
        { role: 'tool', tool_call_id: 'a', content: 'r' },
        { role: 'tool', tool_call_id: 'b', content: [{ type: 'text', text: 's' }] },
      ],
      [
        hi,
        call(),
        custom(),
        result(),
        { type: 'custom_tool_call_output', call_id: 'b', output: [{ type: 'input_text', text: 's' }] },
      ],
    ],
    [
      'a result with a name',
      [hi, { role: 'tool', tool_call_id: 'a', name: 'f', content: 'r' }],
      [hi, result()],
      ['dropped /messages/1/name no-counterpart'],
    ],
    [
      'a result without content',
      [hi, { role: 'tool', tool_call_id: 'a', content: null }, { role: 'tool', tool_call_id: 'a' }],
      [hi, result({ output: '' }), result({ output: '' })],
      ['changed /messages/1/content reshaped', 'changed /messages/2 reshaped'],
    ],
    [
      'a legacy call',
      [
        hi,
        assistant({ content: null, function_call: { name: 'f', arguments: '{}' } }),
        { role: 'function', name: 'f', content: 'r' },
      ],
      [hi, call({ call_id: 'call_legacy_0' }), result({ call_id: 'call_legacy_0' })],
    ],
    [
      'legacy calls of one name',
      [
        hi,
        ...[0, 1].map(() => assistant({ content: null, function_call: { name: 'f', arguments: '{}' } })),
        ...['r', 's', 't'].map(content => ({ role: 'function', name: 'f', content })),
      ],
      [
        hi,
        call({ call_id: 'call_legacy_0' }),
        call({ call_id: 'call_legacy_1' }),
        result({ call_id: 'call_legacy_0' }),
        result({ call_id: 'call_legacy_1', output: 's' }),
        result({ call_id: 'call_legacy_2', output: 't' }),
      ],
      ['changed /messages/1 joined', 'changed /messages/2 joined'],
    ],
    [
      'thoughts',
      [hi, assistant({ content: 'a', reasoning_content: 'h' })],
      [hi, thought([], [thinking('h')]), assistant({ content: 'a' })],
    ],
    [
      'thoughts by another name',
      [hi, assistant({ content: 'a', reasoning: 'h' })],
      [hi, thought([], [thinking('h')]), assistant({ content: 'a' })],
      ['changed /messages/1/reasoning reshaped'],
    ],
    [
      'thoughts by both names',
      [hi, assistant({ content: 'a', reasoning_content: 'h', reasoning: 'i' })],
      [hi, thought([], [thinking('h')]), assistant({ content: 'a' })],
      ['dropped /messages/1/reasoning overruled'],
    ],
    [
      'details of thoughts',
      [hi, assistant({ content: 'a', reasoning_details: [{}], annotations: [], audio: null })],
      [hi, assistant({ content: 'a' })],
    ],
    [
      'what belongs to an answer',
      [hi, assistant({ content: 'a', annotations: [1], audio: { id: 'x' }, name: 'n', reasoning_details: [1] })],
      [hi, assistant({ content: 'a' })],
      [
        'annotations no-counterpart',
        'audio no-counterpart',
        'name no-counterpart',
        'reasoning_details unknown-field',
      ].map(key => `dropped /messages/1/${key}`),
    ],
    [
      'calls after words',
      [hi, assistant({ content: 'a' }), assistant({ content: null, tool_calls: [chatCall()] })],
      [hi, assistant({ content: 'a' }), call()],
      ['changed /messages/1 joined', 'changed /messages/2 joined'],
    ],
    [
      'calls after words, kept apart',
      [hi, assistant({ content: 'a' }), assistant({ content: '', tool_calls: [chatCall()] })],
      [hi, assistant({ content: 'a' }), assistant({ content: '' }), call()],
    ],
    [
      'calls after something else',
      [assistant({ content: 'a' }), hi, assistant({ content: null, tool_calls: [chatCall()] })],
      [assistant({ content: 'a' }), hi, call()],
    ],
  ]

  test.each(cases)('%s', (_name, messages, items, losses = []) => {
    const { said, losses: found } = toItems(messages)
    expect(said).toEqual(items)
    expect(found).toEqual([...losses].sort())
  })

  test('thoughts by what the option asks for', () => {
    const of = (rest: Plain, reasoning: 'summary' | 'off') =>
      toItems([hi, assistant({ content: 'a', ...rest })], { reasoning })
    expect(of({ reasoning_content: 'h' }, 'summary').said[1]).toEqual(thought([summary('h')]))
    expect(of({ reasoning_content: 'h' }, 'off')).toEqual({
      said: [hi, assistant({ content: 'a' })],
      losses: ['dropped /messages/1/reasoning_content no-counterpart'],
    })
    expect(of({ reasoning: 'h' }, 'off')).toEqual({
      said: [hi, assistant({ content: 'a' })],
      losses: ['dropped /messages/1/reasoning no-counterpart'],
    })
  })

  test('or are refused with a pointer', () => {
    const why = (message: unknown) => refused(() => toItems([message])).replace('InvalidInputError: ', '')
    expect(why(assistant({ content: 'a', reasoning_content: 1 }))).toMatch(
      /string\. \(at \/messages\/0\/reasoning_content\)$/,
    )
    expect(why(assistant({ content: 'a', reasoning: 1 }))).toMatch(/string\. \(at \/messages\/0\/reasoning\)$/)
    expect(why(assistant({ content: 'a', refusal: 1 }))).toMatch(/string\. \(at \/messages\/0\/refusal\)$/)
    expect(why(assistant({ tool_calls: 1 }))).toMatch(/array\. \(at \/messages\/0\/tool_calls\)$/)
    expect(why(assistant({ function_call: { name: 1 } }))).toBe(
      'The name of a call must be a string. (at /messages/0/function_call/name)',
    )
    expect(why(assistant({ tool_calls: [chatCall({ type: 'x' })] }))).toMatch(
      /\(at \/messages\/0\/tool_calls\/0\/type\)$/,
    )
    expect(why(assistant({ tool_calls: [chatCall({ function: 1 })] }))).toMatch(
      /^The .*object\. \(at \/messages\/0\/tool_calls\/0\/function\)$/,
    )
    expect(why(assistant({ tool_calls: [{ ...chatCustom, custom: 1 }] }))).toMatch(
      /^The .*object\. \(at \/messages\/0\/tool_calls\/0\/custom\)$/,
    )
    expect(why(assistant({ tool_calls: [1] }))).toMatch(/^[A-Z].*object\. \(at \/messages\/0\/tool_calls\/0\)$/)
    expect(why({ role: 'tool', content: 'a' })).toBe(
      'The tool_call_id of a tool message must be a string. (at /messages/0/tool_call_id)',
    )
    expect(why({ role: 'function', content: 'a' })).toBe(
      'The name of a function message must be a string. (at /messages/0/name)',
    )
  })
})

describe('sealed reasoning in a history that carries it', () => {
  const carry = { carryReasoning: true }
  const detail = (rest: Plain = {}) => ({
    type: 'reasoning.encrypted',
    id: 'rs_1',
    data: 'x',
    format: 'openai-responses-v1',
    ...rest,
  })
  const item = (rest: Plain = {}) => thought([], undefined, { id: 'rs_1', encrypted_content: 'x', ...rest })
  const carried = (rest: Plain, more: ConversionOptions = {}) =>
    toItems([hi, assistant({ content: 'a', ...rest })], { ...carry, ...more })

  test('becomes the items it was', () => {
    expect(carried({ reasoning_details: [detail(), detail({ id: undefined, data: 'y' })] })).toEqual({
      said: [hi, item(), thought([], undefined, { encrypted_content: 'y' }), assistant({ content: 'a' })],
      losses: [],
    })
    expect(carried({ reasoning_details: [detail()], reasoning_content: 'h' }).said[1]).toEqual(
      item({ summary: [summary('h')] }),
    )
    expect(carried({ reasoning_details: [detail()], reasoning_content: 'h' }, { reasoning: 'off' })).toEqual({
      said: [hi, item(), assistant({ content: 'a' })],
      losses: ['dropped /messages/1/reasoning_content no-counterpart'],
    })
    expect(carried({ reasoning_details: [detail()] }, { reasoning: 'off' }).losses).toEqual([])
  })

  test.each([{ type: 'x' }, { format: 'x' }, { data: '' }, { data: 1 }])(
    'is told from what others have sealed: %j',
    rest => {
      expect(carried({ reasoning_details: [detail(rest)] })).toEqual({
        said: [hi, assistant({ content: 'a' })],
        losses: ['dropped /messages/1/reasoning_details unknown-field'],
      })
      expect(carried({ reasoning_details: [detail(), detail(rest)] }).losses).toEqual([
        'dropped /messages/1/reasoning_details/1 unknown-field',
      ])
      expect(carried({ reasoning_details: [detail(rest)], reasoning_content: 'h' }).said[1]).toEqual(
        thought([], [thinking('h')]),
      )
    },
  )

  test('is no list at all, and reported', () => {
    expect(carried({ reasoning_details: 'x' }).losses).toEqual(['dropped /messages/1/reasoning_details unknown-field'])
    expect(carried({ reasoning_details: [] }).losses).toEqual([])
  })

  test('of our own is opened where nothing else is readable', () => {
    const sealed = sealText('h 😀')
    expect(openText(sealed)).toBe('h 😀')
    expect(
      toMessages([thought([], undefined, { encrypted_content: sealed }), assistant({ content: 'a' })], carry),
    ).toEqual({
      said: [assistant({ content: 'a', reasoning_content: 'h 😀' })],
      losses: ['emulated /input/0/encrypted_content reshaped'],
    })
    expect(
      toMessages([thought([], [thinking('i')], { encrypted_content: sealed }), assistant({ content: 'a' })], carry)
        .said,
    ).toEqual([assistant({ content: 'a', reasoning_content: 'i' })])
    for (const foreign of [
      undefined,
      1,
      'x',
      `x${sealed}`,
      'responses-bridge:reasoning:v1:%',
      'responses-bridge:reasoning:v1:/w==',
    ])
      expect(openText(foreign)).toBeUndefined()
    expect(sealText('a'.repeat(40_000))).toBe(`responses-bridge:reasoning:v1:${btoa('a'.repeat(40_000))}`)
  })
})
