// The messages of a request as items.
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
  toItems,
} from './histories.ts'

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
