// The short cuts of the chat stream's writer, one by one: what they are for, and everything they must not be taken for.
import { describe, expect, test, vi } from 'vitest'
import { chatSseWriter } from '../../src/wire/chat-sse-writer.ts'
import { chatSse } from '../../src/wire/sse.ts'

const frame = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', usage: null }
const choiceOf = (delta: unknown) => ({ index: 0, delta, logprobs: null, finish_reason: null })
const callDelta = (call: unknown) => ({ tool_calls: [call] })
const textChunk = { ...frame, choices: [choiceOf({ content: 'Hello' })] }
const callChunk = { ...frame, choices: [choiceOf(callDelta({ index: 1, function: { arguments: '{"a":' } }))] }

/** What of each chunk had to be made into JSON by the language. */
function writtenAnew(chunks: readonly unknown[]): unknown[] {
  const stringify = vi.spyOn(JSON, 'stringify')
  try {
    chunks.forEach(chatSseWriter())
    return stringify.mock.calls.map(([value]) => value)
  } finally {
    stringify.mockRestore()
  }
}

describe('the writer of a chat stream', () => {
  test('writes nothing anew but the piece of text', () => {
    expect(writtenAnew([textChunk, textChunk, textChunk]).slice(-2)).toEqual(['Hello', 'Hello'])
  })

  test('writes nothing anew but the piece of the arguments', () => {
    expect(writtenAnew([callChunk, callChunk, callChunk]).slice(-2)).toEqual(['{"a":', '{"a":'])
  })

  test('writes only the choices anew where they say more', () => {
    const last = { ...frame, choices: [{ ...choiceOf({}), finish_reason: 'stop' }] }
    expect(writtenAnew([textChunk, last]).at(-1)).toEqual(last.choices)
  })

  test('goes on with the new frame when a chunk has another one', () => {
    const other = { ...textChunk, id: 'chatcmpl-2' }
    const before = writtenAnew([textChunk, other]).length
    expect(writtenAnew([textChunk, other, other]).slice(before)).toEqual(['Hello'])
  })

  test('writes a chunk whole that holds an object which could change', () => {
    const chunk = { ...textChunk, usage: { total_tokens: 1 } }
    expect(writtenAnew([chunk, chunk]).at(-1)).toEqual(chunk)
  })
})

const call = { index: 0, function: { arguments: 'x' } }
const deltas: readonly unknown[] = [
  null,
  'text',
  ['text'],
  {},
  { content: null },
  { content: 1 },
  { content: ['x'] },
  { refusal: 'x' },
  { role: 'assistant', content: 'x' },
  { content: 'x', role: 'assistant' },
  { tool_calls: null },
  { tool_calls: 'x' },
  { tool_calls: {} },
  { tool_calls: [] },
  { tool_calls: [call], content: 'x' },
  { tool_calls: [call, call] },
  ...[null, 'x', [call], {}, { index: 0 }, { function: call.function }].map(callDelta),
  ...[
    { id: 'call_1', ...call },
    { ...call, id: 'call_1' },
    { function: call.function, index: 0 },
  ].map(callDelta),
  ...[0.5, '0', null, -0, 1e21, {}].map(index => callDelta({ ...call, index })),
  ...[null, 'x', ['x'], {}, { name: 'f' }, { arguments: null }, { arguments: { a: 1 } }, { arguments: 1 }].map(member =>
    callDelta({ index: 0, function: member }),
  ),
  callDelta({ index: 0, function: { arguments: 'x', name: 'f' } }),
  callDelta({ index: 0, function: { name: 'f', arguments: 'x' } }),
]

const plain = choiceOf({ content: 'x' })
const choices: readonly unknown[] = [
  [],
  [plain, plain],
  [plain, null],
  [null],
  ['x'],
  [[plain]],
  [{}],
  [{ ...plain, index: 1 }],
  [{ ...plain, index: '0' }],
  [{ ...plain, logprobs: { content: [] } }],
  [{ ...plain, finish_reason: 'stop' }],
  [{ ...plain, extra: 1 }],
  [{ index: 0, delta: { content: 'x' }, logprobs: null }],
  [{ index: 0, delta: { content: 'x' }, finish_reason: null }],
  [{ index: 0, logprobs: null, finish_reason: null }],
  [{ delta: { content: 'x' }, index: 0, logprobs: null, finish_reason: null }],
  [{ index: 0, delta: { content: 'x' }, finish_reason: null, logprobs: null }],
  [{ index: 0, content: { content: 'x' }, logprobs: null, finish_reason: null }],
  ...deltas.map(delta => [choiceOf(delta)]),
]

const { usage: _, ...shorter } = textChunk
const chunks: readonly unknown[] = [
  '[DONE]',
  null,
  1,
  [textChunk],
  {},
  { ...frame },
  { ...frame, choices: null },
  { ...frame, choices: 'x' },
  { ...frame, choices: {} },
  shorter,
  { ...textChunk, service_tier: 'default' },
  { ...textChunk, usage: undefined },
  { ...textChunk, usage: {} },
  { ...textChunk, model: 'n' },
  { ...textChunk, id: '"choices":0' },
  { choices: textChunk.choices, ...frame },
  { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, name: 'm', usage: null, choices: [plain] },
  ...choices.map(choices => ({ ...frame, choices })),
]

describe('every chunk is written as it would be alone', () => {
  test.each(chunks.map((chunk, number) => ({ chunk, number, json: JSON.stringify(chunk) })))(
    'after one of text, number $number: $json',
    ({ chunk }) => {
      const write = chatSseWriter()
      for (const each of [textChunk, chunk, chunk, textChunk, callChunk, chunk]) expect(write(each)).toBe(chatSse(each))
    },
  )
})
