// The writer of a chat stream takes short cuts; what it writes is what writing every chunk whole gives.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatSseWriter } from '../../src/wire/chat-sse-writer.ts'
import { chatSse } from '../../src/wire/sse.ts'

const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '"choices":0', '\ud800', '\\', '\n'))

const call = fc.record(
  {
    index: fc.oneof(fc.integer(), fc.constant(-0), fc.constant('0'), fc.double()),
    id: fc.string(),
    function: fc.record(
      { arguments: fc.oneof(piece, fc.constant(null), fc.constant({ a: 1 })), name: piece },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const delta = fc.oneof(
  fc.record({ content: piece }),
  fc.record({ tool_calls: fc.tuple(fc.record({ index: fc.nat(3), function: fc.record({ arguments: piece }) })) }),
  fc.record(
    { role: fc.constant('assistant'), content: fc.oneof(piece, fc.constant(null)), tool_calls: fc.array(call) },
    { requiredKeys: [] },
  ),
)

const choice = fc.oneof(
  fc.record({ index: fc.constant(0), delta, logprobs: fc.constant(null), finish_reason: fc.constant(null) }),
  fc.record(
    {
      index: fc.nat(2),
      delta,
      logprobs: fc.constantFrom(null, { content: [] }),
      finish_reason: fc.constantFrom(null, 'stop'),
      extra: fc.anything({ maxDepth: 1 }),
    },
    { requiredKeys: [] },
  ),
)

const chunk = fc.record(
  {
    id: fc.constantFrom('a', '"choices":0', 'choices'),
    object: fc.constant('chat.completion.chunk'),
    choices: fc.oneof(fc.array(choice, { maxLength: 2 }), fc.constant(null)),
    service_tier: fc.constantFrom('default', null, undefined),
    usage: fc.constantFrom(null, { total_tokens: 1 }),
  },
  { requiredKeys: [] },
)

test('any sequence of chunks is written as each of them would be alone', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(chunk, fc.constant('[DONE]')), { maxLength: 12 }), chunks => {
      const write = chatSseWriter()
      expect(chunks.map(write)).toEqual(chunks.map(chatSse))
    }),
    { numRuns: 500 },
  )
})

test('a chunk that was changed after it was written is written as it is now', () => {
  const write = chatSseWriter()
  const chunk = { id: 'a', choices: [{ index: 0, delta: { content: 'x' }, logprobs: null, finish_reason: null }] }
  const usage = { total_tokens: 1 }
  expect(write({ ...chunk, usage })).toBe(chatSse({ ...chunk, usage }))
  usage.total_tokens = 2
  expect(write({ ...chunk, usage })).toBe(chatSse({ ...chunk, usage }))
  expect(write(chunk)).toBe(chatSse(chunk))
  expect(write({ ...chunk, choices: [] })).toBe(chatSse({ ...chunk, choices: [] }))
})
