// The sum of a chat stream, delta by delta: what grows, what is replaced, and what is left as it was.
import { describe, expect, test } from 'vitest'
import { addDelta, ChatFold, withoutIndexes } from '../../src/convert/delta.ts'

const sumOf = (...deltas: Record<string, unknown>[]) => deltas.reduce(addDelta, {})
const foldOf = (...chunks: Record<string, unknown>[]) => {
  const fold = new ChatFold()
  for (const chunk of chunks) fold.add(chunk)
  return fold.completion
}
const choiceOf = (...choices: Record<string, unknown>[]) =>
  Object(foldOf(...choices.map(choice => ({ choices: [choice] }))).choices)[0]

describe('the deltas of a message', () => {
  test.each(['content', 'refusal', 'reasoning_content', 'reasoning', 'arguments', 'input'])('add up in %s', key => {
    expect(sumOf({ [key]: 'a' }, { [key]: 'b' })).toEqual({ [key]: 'ab' })
  })

  test.each(['role', 'id', 'type', 'name'])('say %s anew', key => {
    expect(sumOf({ [key]: 'a' }, { [key]: 'b' })).toEqual({ [key]: 'b' })
  })

  test('say something in the place of nothing, and nothing in the place of nothing else', () => {
    expect(sumOf({ content: null }, { content: 'a' })).toEqual({ content: 'a' })
    expect(sumOf({ content: 'a' }, { content: null })).toEqual({ content: 'a' })
    expect(sumOf({ content: 'a' }, { content: undefined })).toEqual({ content: 'a' })
    expect(Object.keys(sumOf({ content: undefined, refusal: null }))).toEqual(['refusal'])
    expect(sumOf({ content: 1 }, { content: 'a' }, { refusal: 1 }, { refusal: null })).toEqual({
      content: 'a',
      refusal: 1,
    })
  })

  test('add up entries of one index, and append those without', () => {
    const call = (index: unknown, text: string) => ({ tool_calls: [{ index, function: { arguments: text } }] })
    expect(sumOf(call(1, 'a'), call(0, 'b'), call(1, 'c'), call(undefined, 'd'), call('0', 'e'))).toEqual({
      tool_calls: [
        { index: 1, function: { arguments: 'ac' } },
        { index: 0, function: { arguments: 'b' } },
        { index: undefined, function: { arguments: 'd' } },
        { index: '0', function: { arguments: 'e' } },
      ],
    })
    expect(sumOf({ annotations: ['a'] }, { annotations: [null, 1] })).toEqual({ annotations: ['a', null, 1] })
  })

  test('replace what is of another kind', () => {
    expect(sumOf({ audio: 'x' }, { audio: { id: 'a' } }, { audio: { data: 'b' } })).toEqual({
      audio: { id: 'a', data: 'b' },
    })
    expect(sumOf({ audio: 'x' }, { audio: ['a'] })).toEqual({ audio: ['a'] })
    expect(sumOf({ audio: ['a'] }, { audio: { id: 'a' } })).toEqual({ audio: { id: 'a' } })
  })

  test('are not changed and not shared with what may still grow', () => {
    const first = { tool_calls: [{ index: 0, function: { arguments: 'a' } }], audio: { data: 'x' }, annotations: [{}] }
    const before = structuredClone(first)
    const sum = sumOf(first, {
      tool_calls: [{ index: 0, function: { arguments: 'b' } }],
      audio: { more: 1 },
      annotations: [1],
    })
    expect(first).toEqual(before)
    expect(sum).toEqual({
      tool_calls: [{ index: 0, function: { arguments: 'ab' } }],
      audio: { data: 'x', more: 1 },
      annotations: [{}, 1],
    })
  })

  test('grow to one object in the arguments of a call, and no deeper', () => {
    const call = (value: object) => ({ tool_calls: [{ index: 0, function: { arguments: value } }] })
    expect(sumOf(call({ a: 1 }), call({ b: 2 }))).toEqual(call({ a: 1, b: 2 }))
    expect(sumOf(call({ a: { b: { c: 1 } } }), call({ a: { b: { d: 2 } } }))).toEqual(call({ a: { b: { d: 2 } } }))
    expect(sumOf(call({ a: [1] }), call({ a: [2] }))).toEqual(call({ a: [1, 2] }))
    expect(sumOf(call({ a: { b: [1] } }), call({ a: { b: [2] } }))).toEqual(call({ a: { b: [2] } }))
  })

  test('touch no prototype', () => {
    const sum = sumOf(JSON.parse('{"__proto__":{"polluted":1},"content":"a"}'))
    expect(Object.getPrototypeOf(sum)).toBe(Object.prototype)
    expect(sum).toEqual({ content: 'a' })
  })
})

describe('the chunks of an answer', () => {
  test('keep what each of them says of the answer, the last word first', () => {
    const completion = foldOf(
      {
        id: 'a',
        object: 'chat.completion.chunk',
        model: 'm',
        usage: { total_tokens: 1 },
        obfuscation: 'x',
        choices: [],
      },
      { id: 'b', model: null, usage: null, service_tier: null, obfuscation: 'y' },
      JSON.parse('{"__proto__":{"polluted":1},"service_tier":"default"}'),
    )
    expect(completion).toEqual({
      id: 'b',
      object: 'chat.completion',
      model: 'm',
      usage: { total_tokens: 1 },
      service_tier: 'default',
      choices: [],
    })
    expect(Object.getPrototypeOf(completion)).toBe(Object.prototype)
    expect(foldOf({ usage: null })).toEqual({ usage: null, object: 'chat.completion', choices: [] })
  })

  test('keep the choices apart by their index, which is 0 where it is not said', () => {
    const say = (index: unknown, content: string) => ({ index, delta: { content } })
    expect(
      foldOf({ choices: [say(1, 'a'), say(undefined, 'b'), 'x', null] }, { choices: [say(1, 'c'), say('1', 'd')] })
        .choices,
    ).toEqual([
      { index: 1, message: { content: 'ac' }, logprobs: null },
      { index: '1', message: { content: 'bd' }, logprobs: null },
    ])
  })

  test('keep of a choice what was said last, unless it says nothing', () => {
    const filter = { hate: { filtered: true } }
    const choice = choiceOf(
      { index: 0, delta: { content: 'a' }, finish_reason: null, content_filter_results: filter },
      { index: 0, delta: 'x', finish_reason: 'stop', content_filter_results: {}, logprobs: 'x' },
      { index: 0, message: { content: 'b' } },
      JSON.parse('{"index":0,"__proto__":{"polluted":1}}'),
    )
    expect(choice).toEqual({
      index: 0,
      message: { content: 'ab' },
      finish_reason: 'stop',
      content_filter_results: filter,
      logprobs: null,
    })
    expect(Object.getPrototypeOf(choice)).toBe(Object.prototype)
    expect(choiceOf({ index: 0, finish_reason: null }).finish_reason).toBeNull()
    expect(choiceOf({ index: 0, finish_reason: 'a' }, { index: 0, finish_reason: 'b' }).finish_reason).toBe('b')
  })

  test('add up the log probabilities of a choice', () => {
    const token = (name: string) => ({ index: 0, delta: {}, logprobs: { content: [{ token: name }], refusal: null } })
    expect(choiceOf(token('a'), token('b')).logprobs).toEqual({
      content: [{ token: 'a' }, { token: 'b' }],
      refusal: null,
    })
  })

  test('number no call in the finished message', () => {
    const say = (index: number) => ({ choices: [{ index: 0, delta: { tool_calls: [{ index, id: 'a' }] } }] })
    expect(Object(foldOf(say(0), say(1)).choices)[0].message.tool_calls).toEqual([{ id: 'a' }, { id: 'a' }])
    const message = { content: 'a' }
    expect(withoutIndexes(message)).toBe(message)
  })
})
