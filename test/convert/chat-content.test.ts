// The content of a chat answer as output items.
import { describe, expect, test } from 'vitest'
import { answered, say, stop, streamed, types } from './chat-answers.ts'

const token = { token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }

describe('the content of an answer', () => {
  test('may be a list of parts, of which the texts count', () => {
    const { item, losses } = answered({
      content: [{ type: 'text', text: 'a' }, { type: 'x' }, null, 'y', { text: 1 }, { text: 'b' }],
    })
    expect(item.content).toEqual([{ type: 'output_text', text: 'ab', annotations: [], logprobs: [] }])
    expect(losses).toEqual(['changed /choices/0/message/content'])
    expect(answered({ content: [] })).toMatchObject({ output: [], losses: [] })
  })

  test.each([null, undefined, ''])('may be nothing (%s) and have log probabilities', content => {
    const { item } = answered({ content }, { logprobs: { content: [token] } })
    expect(item.content).toEqual([{ type: 'output_text', text: '', annotations: [], logprobs: [token] }])
    const deltas = streamed([say({ content }, { logprobs: { content: [token] } }), stop]).filter(
      event => 'delta' in event,
    )
    expect(deltas).toEqual([expect.objectContaining({ delta: '', logprobs: [token] })])
  })

  test.each([null, undefined, ''])('gives no item when it is nothing (%s)', content => {
    expect(answered({ content, refusal: null, tool_calls: null, function_call: null }).output).toEqual([])
    expect(types(streamed([say({ content, refusal: '' }), stop]))).toEqual(['created', 'in_progress', 'completed'])
  })

  test('cannot be a number', () => {
    expect(() => answered({ content: 1 })).toThrow(
      'The content of an answer, when it is not a string, must be an array. (at /choices/0/message/content)',
    )
  })

  test('has citations of one kind', () => {
    const cited = { type: 'url_citation', url_citation: { url: 'u', title: 't', start_index: 0, end_index: 1 } }
    const { item, losses } = answered({ content: 'a', annotations: [{ type: 'other' }, cited] })
    expect(item.content[0].annotations).toEqual([
      { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 1 },
    ])
    expect(losses).toEqual(['dropped /choices/0/message/annotations/0'])
  })

  test('that says nothing at all comes back as an empty text, and beside a refusal as null', () => {
    expect(answered({ content: null }).losses).toEqual(['changed /choices/0/message/content'])
    expect(answered({ content: '', refusal: 'No' }).losses).toEqual(['changed /choices/0/message/content'])
    expect(answered({ content: '' }).losses).toEqual([])
    expect(answered({ content: null, refusal: 'No' }).losses).toEqual([])
    expect(answered({ content: null, function_call: { name: 'f', arguments: '' } }).losses).toEqual(
      ['changed /choices/0/finish_reason'].slice(1),
    )
  })

  test('has log probabilities, those of a refusal are lost', () => {
    const { losses } = answered(
      { content: 'a' },
      { logprobs: { content: [token], refusal: [token], 'a/b': 1, other: null } },
    )
    expect(losses).toEqual(['dropped /choices/0/logprobs/refusal', 'dropped /choices/0/logprobs/a~1b'])
    expect(answered({ content: 'a' }, { logprobs: null }).losses).toEqual([])
  })
})
