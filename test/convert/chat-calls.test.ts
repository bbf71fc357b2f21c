// The calls of a chat answer as output items, finished and in pieces.
import { describe, expect, test } from 'vitest'
import { answered, called, final, type Plain, say, streamed, types } from './chat-answers.ts'

const callsIn = (events: Plain[]) =>
  final(events).output.map(({ call_id, name, arguments: text, input }: Plain) =>
    [call_id, name, text ?? input].join(' '),
  )

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
