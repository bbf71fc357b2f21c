// The small rules everything else rests on: ids, what counts as nothing, what fields there are.
import { describe, expect, test } from 'vitest'
import { madeCallId, otherAnswerId } from '../../src/atlas/identity.ts'
import { equalsDefault, foreignChild, isNothing, isObject } from '../../src/atlas/read.ts'
import { documentedKeys } from '../../src/atlas/table.ts'
import { toResponse, toResponsesRequest } from '../../src/index.ts'

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
