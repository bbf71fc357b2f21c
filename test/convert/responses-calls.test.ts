// The calls of a response in a chat message.
import { describe, expect, test } from 'vitest'
import {
  added,
  answered,
  call,
  completed,
  created,
  deltasOf,
  done,
  message,
  on,
  opening,
  type Plain,
  reasonOf,
  text,
} from './responses-answers.ts'

const custom = (rest: Plain = {}) => ({
  id: 'ctc_1',
  type: 'custom_tool_call',
  status: 'completed',
  call_id: 'b',
  name: 'g',
  input: 'x',
  ...rest,
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
