// The tools of a request, both ways.
import { describe, expect, test } from 'vitest'
import { type Case, type Plain, refused, toChat, toResponses } from './requests.ts'

describe('a tool', () => {
  const parameters = { type: 'object' }
  const grammar = { definition: 'a', syntax: 'lark' }
  const tools: Case[] = [
    [
      'a function',
      { type: 'function', function: { name: 'f', parameters, strict: true } },
      { type: 'function', name: 'f', parameters, strict: true },
    ],
    [
      'a function with a description',
      { type: 'function', function: { name: 'f', description: 'd', parameters, strict: false } },
      { type: 'function', name: 'f', description: 'd', parameters, strict: false },
    ],
    [
      'a custom tool',
      { type: 'custom', custom: { name: 'g', description: 'd' } },
      { type: 'custom', name: 'g', description: 'd' },
    ],
    [
      'a custom tool for text',
      { type: 'custom', custom: { name: 'g', format: { type: 'text' } } },
      { type: 'custom', name: 'g', format: { type: 'text' } },
    ],
    [
      'a custom tool with a grammar',
      { type: 'custom', custom: { name: 'g', format: { type: 'grammar', grammar } } },
      { type: 'custom', name: 'g', format: { type: 'grammar', ...grammar } },
    ],
  ]

  test.each(tools)('is carried both ways: %s', (_name, chat, responses) => {
    expect(toResponses({ tools: [chat] })).toMatchObject({ value: { tools: [responses] }, losses: [] })
    expect(toChat({ tools: [responses] })).toMatchObject({ value: { tools: [chat] }, losses: [] })
  })

  test('says what it does not require, and unsays it', () => {
    expect(toResponses({ tools: [{ type: 'function', function: { name: 'f' } }] }).value.tools).toEqual([
      { type: 'function', name: 'f', parameters: null, strict: false },
    ])
    expect(toResponses({ tools: [{ type: 'function', function: { name: 'f', strict: null } }] }).value.tools).toEqual([
      { type: 'function', name: 'f', parameters: null, strict: false },
    ])
    expect(toChat({ tools: [{ type: 'function', name: 'f', parameters: null, strict: null }] }).value.tools).toEqual([
      { type: 'function', function: { name: 'f' } },
    ])
    expect(toResponses({ functions: [{ name: 'f', x: 1 }], function_call: { name: 'f' } })).toMatchObject({
      value: {
        tools: [{ type: 'function', name: 'f', parameters: null, strict: false }],
        tool_choice: { type: 'function', name: 'f' },
      },
      losses: ['dropped /functions/0/x'],
    })
  })

  const responsesLosses: Case[] = [
    [
      'a function with flags',
      { type: 'function', name: 'f', async: true, defer_loading: true, allowed_callers: ['x'], output_schema: {} },
      null,
      ['allowed_callers', 'async', 'defer_loading', 'output_schema'],
    ],
    [
      'a function with the default flags',
      { type: 'function', name: 'f', async: false, defer_loading: false },
      null,
      [],
    ],
    [
      'a custom tool with flags',
      { type: 'custom', name: 'f', async: true, defer_loading: true, x: 1 },
      null,
      ['async', 'defer_loading', 'x'],
    ],
    [
      'a custom tool with half a grammar',
      { type: 'custom', name: 'f', format: { type: 'text', definition: 'a', syntax: 'b' } },
      null,
      ['format/definition', 'format/syntax'],
    ],
  ]

  test.each(responsesLosses)('loses in chat what chat has not: %s', (_name, tool, _expected, losses = []) => {
    expect(toChat({ tools: [tool] }).losses).toEqual(losses.map(key => `dropped /tools/0/${key}`))
  })

  test('loses in Responses what nobody knows', () => {
    const lossesOf = (tool: unknown) => toResponses({ tools: [tool] }).losses
    expect(lossesOf({ type: 'function', function: { name: 'f', x: 1 }, y: 1 })).toEqual([
      'dropped /tools/0/function/x',
      'dropped /tools/0/y',
    ])
    expect(lossesOf({ type: 'custom', custom: { name: 'f', format: { type: 'text', grammar } } })).toEqual([
      'dropped /tools/0/custom/format/grammar',
    ])
    expect(lossesOf({ type: 'custom', custom: { name: 'f', format: { type: 'text', grammar: null } } })).toEqual([])
    expect(
      lossesOf({
        type: 'custom',
        custom: { name: 'f', format: { type: 'grammar', grammar: { ...grammar, x: 1 }, y: 1 } },
      }),
    ).toEqual(['dropped /tools/0/custom/format/grammar/x', 'dropped /tools/0/custom/format/y'])
  })

  test('of a namespace carries it in its name, and a long name is shortened', () => {
    const members = ['find', 'a'.repeat(80), 'b c'].map(name => ({ type: 'function', name, parameters }))
    const { value, losses } = toChat({
      tools: [
        { type: 'namespace', name: 'crm', description: 'd', tools: members },
        { type: 'namespace', name: 'x__', tools: [members[0]] },
      ],
    })
    const names = (value.tools as Plain[]).map(tool => Object(tool.function).name)
    expect(names).toEqual([
      'crm__find',
      expect.stringMatching(/^crm__a{50}_[0-9a-f]{8}$/),
      expect.stringMatching(/^crm__b_c_[0-9a-f]{8}$/),
      'x__find',
    ])
    expect(names[1]).toHaveLength(64)
    expect(losses).toEqual(['changed /tools/0', 'changed /tools/1', 'dropped /tools/0/description'])
    expect(names.slice(1, 3)).toEqual([`crm__${'a'.repeat(50)}_7e349ff5`, 'crm__b_c_dd85e954'])
  })

  test('cannot have the name of another one', () => {
    const find = { type: 'function', name: 'find', parameters }
    const both = (...tools: unknown[]) => refused(() => toChat({ tools }))
    expect(
      both({ type: 'namespace', name: 'a', tools: [find] }, { type: 'function', name: 'a__find', parameters }),
    ).toContain(
      'A tool has the same name as one of a namespace would have in chat; rename one of them. (at /tools/1/name)',
    )
    expect(
      both(
        { type: 'namespace', name: 'a', tools: [{ ...find, name: '_find' }] },
        { type: 'namespace', name: 'a_', tools: [find] },
      ),
    ).toContain('Two tools would have the same name in chat; rename one of them. (at /tools/1/tools/0/name)')
    expect(both({ type: 'namespace', name: 'a', tools: [find, find] })).toBe('accepted')
  })
})
