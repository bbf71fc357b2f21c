// What is wrong with an event is told by a pointer into that event.
import { expect, test } from 'vitest'
import { chatChunkEncoder, InvalidInputError, type ResponseEvent } from '../../src/index.ts'

const response = { id: 'resp_1', created_at: 1, model: 'm', status: 'completed', output: [] }
const part = { type: 'output_text', text: 'a' }
const done = (item: object) => ({ type: 'response.output_item.done', output_index: 0, item })
const over = (rest: object) => ({ type: 'response.completed', response: { ...response, ...rest } })

test.each<[string, object]>([
  ['/response/usage/input_tokens', over({ usage: { input_tokens: 'x' } })],
  ['/response/created_at', over({ created_at: 'x' })],
  ['/response/output/0/namespace', over({ output: [{ type: 'function_call', name: 'f', namespace: 3 }] })],
  [
    '/response/output/1/content/0/annotations/0',
    over({ output: [{}, { type: 'message', content: [{ ...part, annotations: [3] }] }] }),
  ],
  ['/item/content/1/annotations/0', done({ type: 'message', content: [part, { ...part, annotations: [3] }] })],
  [
    '/item/namespace',
    { ...done({ type: 'function_call', name: 'f', namespace: 3 }), type: 'response.output_item.added' },
  ],
  ['/part/logprobs/0', { type: 'response.content_part.done', part: { ...part, logprobs: [3] } }],
  ['/annotation/url', { type: 'response.output_text.annotation.added', annotation: { type: 'url_citation', url: 3 } }],
  ['/logprobs/0', { type: 'response.output_text.delta', delta: 'a', logprobs: [3] }],
])('%s', (path, event) => {
  const push = () => chatChunkEncoder().push(event as ResponseEvent)
  expect(push).toThrow(InvalidInputError)
  expect(push).toThrow(expect.objectContaining({ path, message: expect.stringContaining(`(at ${path})`) }))
})

test('of the list where the log probabilities of a finished text go on, not of its rest', () => {
  const token = { token: 'a', logprob: -1, top_logprobs: [] }
  const encoder = chatChunkEncoder()
  encoder.push({ type: 'response.output_text.delta', delta: 'a', logprobs: [token] } as never)
  const push = () => encoder.push({ type: 'response.output_text.done', text: 'ab', logprobs: [token, 3] } as never)
  expect(push).toThrow(expect.objectContaining({ path: '/logprobs/1' }))
})

test('under strict, too, where the whole answer is looked at before it ends', () => {
  const push = () => chatChunkEncoder({ strict: true }).push(over({ output: ['x'] }) as never)
  expect(push).toThrow(expect.objectContaining({ path: '/response/output/0' }))
})
