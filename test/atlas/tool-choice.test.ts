// The choice among the tools of a request, both ways.
import { describe, expect, test } from 'vitest'
import { type Case, refused, toChat, toResponses } from './requests.ts'

describe('the choice of a tool', () => {
  const one = { type: 'function', function: { name: 'f', parameters: {} } }
  const flatOne = { type: 'function', name: 'f', parameters: {} }
  const choices: Case[] = [
    ['a mode', 'required', 'required'],
    ['none', 'none', 'none'],
    ['auto', 'auto', 'auto'],
    ['a function', { type: 'function', function: { name: 'f' } }, { type: 'function', name: 'f' }],
    ['a custom tool', { type: 'custom', custom: { name: 'f' } }, { type: 'custom', name: 'f' }],
    [
      'some tools',
      {
        type: 'allowed_tools',
        allowed_tools: {
          mode: 'auto',
          tools: [
            { type: 'function', function: { name: 'f' } },
            { type: 'custom', custom: { name: 'g' } },
          ],
        },
      },
      {
        type: 'allowed_tools',
        mode: 'auto',
        tools: [
          { type: 'function', name: 'f' },
          { type: 'custom', name: 'g' },
        ],
      },
    ],
  ]

  test.each(choices)('is carried both ways: %s', (_name, chat, responses) => {
    expect(toResponses({ tools: [one], tool_choice: chat })).toMatchObject({
      value: { tool_choice: responses },
      losses: [],
    })
    expect(toChat({ tools: [flatOne], tool_choice: responses })).toMatchObject({
      value: { tool_choice: chat },
      losses: [],
    })
  })

  test('is lost where the other API has no such tool', () => {
    expect(toResponses({ tools: [one], tool_choice: { type: 'x' } }).losses).toEqual(['dropped /tool_choice'])
    expect(toChat({ tools: [flatOne], tool_choice: { type: 'web_search' } }).losses).toEqual(['dropped /tool_choice'])
    expect(
      toChat({
        tools: [flatOne],
        tool_choice: {
          type: 'allowed_tools',
          mode: 'auto',
          x: 1,
          tools: [{ type: 'function', name: 'f' }, { type: 'mcp' }],
        },
      }),
    ).toMatchObject({
      value: { tool_choice: { allowed_tools: { tools: [{ type: 'function' }] } } },
      losses: ['dropped /tool_choice/tools/1', 'dropped /tool_choice/x'],
    })
    expect(
      toResponses({
        tools: [one],
        tool_choice: { type: 'allowed_tools', x: 1, allowed_tools: { mode: 'auto', y: 1, tools: [{ type: 'x' }] } },
      }).losses,
    ).toEqual([
      'dropped /tool_choice/allowed_tools/tools/0',
      'dropped /tool_choice/allowed_tools/y',
      'dropped /tool_choice/x',
    ])
  })

  test('and parallel calls mean nothing without tools', () => {
    expect(toChat({ tool_choice: 'required', parallel_tool_calls: false, tools: [] })).toEqual({
      value: { model: 'm', messages: [] },
      losses: ['dropped /parallel_tool_calls', 'dropped /tool_choice'],
    })
    expect(toChat({ tool_choice: 'auto', parallel_tool_calls: true })).toEqual({
      value: { model: 'm', messages: [] },
      losses: [],
    })
    expect(toChat({ tool_choice: null, parallel_tool_calls: null })).toEqual({
      value: { model: 'm', messages: [] },
      losses: [],
    })
    expect(toChat({ tool_choice: 'required', tools: [flatOne] }).value.tool_choice).toBe('required')
  })

  test('of old is a mode or a name', () => {
    const chosen = (function_call: unknown) =>
      toResponses({ functions: [{ name: 'f' }], function_call }).value.tool_choice
    expect([chosen('none'), chosen('auto'), chosen({ name: 'f' })]).toEqual([
      'none',
      'auto',
      { type: 'function', name: 'f' },
    ])
    expect(refused(() => chosen('x'))).toContain(
      'function_call must be "none", "auto" or an object with the name of a function. (at /function_call)',
    )
    expect(refused(() => chosen({}))).toContain(
      'The name of the function to call must be a string. (at /function_call/name)',
    )
  })
})
