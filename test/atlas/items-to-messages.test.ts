// The items of a request as messages.
import { describe, expect, test } from 'vitest'
import {
  assistant,
  call,
  chatCall,
  chatCustom,
  custom,
  hi,
  type Plain,
  refused,
  result,
  summary,
  thinking,
  thought,
  toMessages,
} from './histories.ts'

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
