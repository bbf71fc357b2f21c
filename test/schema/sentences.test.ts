// What a door says about a body: sentences about what is wrong, and the keys it does not know.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unknownKeys } from '../../src/schema/index.ts'
import { chat, kinds, pathsOf, wrong } from './doors.ts'

describe('a sentence says what was expected and what to do', () => {
  test('for a wrong kind of value', () => {
    expect(wrong('chat-request', chat({ messages: [{ role: 'user', content: 7 }] }))).toEqual([
      '/messages/0/content: Expected a string or an array, found a number. Send a string or an array.',
    ])
  })

  test('for a missing key', () => {
    expect(wrong('responses-request', { input: [{ type: 'function_call_output', call_id: 'c' }] })).toEqual([
      '/input/0/output: This key is missing: expected a string or an array. Add it.',
    ])
  })

  test('for a wrong word', () => {
    expect(wrong('chat-request', chat({ messages: [{ role: 'oracle' }] }))).toEqual([
      '/messages/0/role: Expected "developer", "system", "user", "assistant", "tool" or "function", found another word. Use one of the words named.',
    ])
  })

  test('and never quotes the body', () => {
    const secret = 'sk-secret'
    const bodies = [secret, { messages: secret, model: [secret] }, { messages: [{ role: secret }], model: { secret } }]
    for (const body of bodies) expect(wrong('chat-request', body).join()).not.toContain(secret)
    expect(wrong('responses-request', { input: [{ role: [secret], content: { secret } }] }).join()).not.toContain(
      secret,
    )
  })

  test('with a pointer that escapes ~ and /', () => {
    expect(pathsOf(wrong('chat-request', chat({ metadata: { 'a/b~c': 1 } })))).toEqual(['/metadata/a~1b~0c'])
  })
})

describe('keys that the API does not document are named', () => {
  test('at every level the schema knows', () => {
    const body = {
      model: 'm',
      speed: 1,
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'x', cache_control: {} }] },
        {
          role: 'assistant',
          content: null,
          reasoning_content: 'r',
          tool_calls: [{ id: 'c', index: 0, type: 'function', function: { name: 'f', arguments: '', extra: 1 } }],
        },
      ],
      tools: [{ type: 'function', function: { name: 'f', parameters: { anything: { goes: 1 } }, 'a/b': 1 } }],
    }
    expect(unknownKeys('chat-request', body)).toEqual([
      '/speed',
      '/messages/0/content/0/cache_control',
      '/messages/1/reasoning_content',
      '/messages/1/tool_calls/0/index',
      '/messages/1/tool_calls/0/function/extra',
      '/tools/0/function/a~1b',
    ])
  })

  test('in items, and not in items of an unknown type', () => {
    const body = {
      stop: 'x',
      input: [
        { role: 'user', content: 'x', name: 'n' },
        { type: 'dream_call', dream: 1 },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}', colour: 1 },
      ],
    }
    expect(unknownKeys('responses-request', body)).toEqual(['/stop', '/input/0/name', '/input/2/colour'])
  })

  test('names of inherited properties are unknown keys', () => {
    expect(unknownKeys('chat-request', chat({ constructor: 1, toString: 1 }))).toEqual(['/constructor', '/toString'])
  })

  test('a body of the wrong shape gets an answer, not an exception', () => {
    const bodies = [
      null,
      5,
      [],
      { messages: 5, tools: [[1], null, { type: 7 }] },
      { input: [[{}], { content: 5 }], output: { a: 1 } },
    ]
    for (const kind of kinds) {
      for (const body of bodies) expect(Array.isArray(unknownKeys(kind, body))).toBe(true)
    }
  })
})

describe('what is deep or large', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))

  test('100,000 nested arrays in free-form places are let in', () => {
    const tool = { type: 'function', function: { name: 'f', parameters: { deep } } }
    const body = chat({ tools: [tool], vendor: deep })
    expect(wrong('chat-request', body)).toEqual([])
    expect(unknownKeys('chat-request', body)).toEqual(['/vendor'])
  })

  test.each(kinds)('100,000 nested arrays anywhere in a %s end in a sentence or pass', kind => {
    const keys = ['messages', 'input', 'tools', 'output', 'choices', 'response', 'metadata', 'error', 'content']
    for (const key of keys) {
      for (const body of [{ [key]: deep }, { [key]: [{ type: 'message', role: 'user', content: deep }] }]) {
        expect(Array.isArray(wrong(kind, body))).toBe(true)
        expect(Array.isArray(unknownKeys(kind, body))).toBe(true)
      }
    }
  })
})

describe('whatever JSON comes in', () => {
  test.each(kinds)('a %s ends in sentences or passes, and never throws', kind => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(...shapes), (value, shape) => {
        for (const body of [value, shape(value)]) {
          for (const sentence of wrong(kind, body)) expect(sentence).toMatch(/^(\/.*)?: .*\.$/s)
          for (const pointer of unknownKeys(kind, body)) expect(pointer).toMatch(/^\//)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** A value in every place where the schemas choose between arms. */
const shapes = [
  (value: unknown) => ({ messages: [value], input: [value], output: [value], choices: [value], tools: [value] }),
  (value: unknown) => ({
    messages: [{ role: 'user', content: value }],
    input: [{ role: 'assistant', content: value }],
  }),
  (value: unknown) => ({
    type: value,
    input: [{ type: value }],
    tools: [{ type: value }],
    messages: [{ role: value }],
  }),
  (value: unknown) => ({ type: 'response.output_item.done', item: value, error: value, metadata: value }),
]
