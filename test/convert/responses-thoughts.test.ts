// The reasoning of a response in a chat message.
import { describe, expect, test } from 'vitest'
import { answered, completed, created, deltasOf, done, message, on, opening, text } from './responses-answers.ts'

describe('the thoughts of an answer', () => {
  const thoughts = (summary: string[], content: string[] = []) => ({
    id: 'rs_1',
    type: 'reasoning',
    summary: summary.map(value => ({ type: 'summary_text', text: value })),
    content: content.map(value => ({ type: 'reasoning_text', text: value })),
  })

  test('are paragraphs, of the summary and then of the content', () => {
    const output = [thoughts(['a', 'b'], ['c']), message([text('d')])]
    expect(answered(output).message).toMatchObject({ reasoning_content: 'a\n\nb\n\nc', content: 'd' })
    expect(deltasOf([completed(output)])).toEqual([
      opening(null),
      ...['a', '\n\nb', '\n\nc'].map(reasoning_content => ({ reasoning_content })),
      { content: 'd' },
      {},
    ])
  })

  test.each([
    ['reasoning_text', 'content_index', 'content_part.done', thoughts([], ['ab', 'cde'])],
    ['reasoning_summary_text', 'summary_index', 'reasoning_summary_part.done', thoughts(['ab', 'cde'])],
  ])('come in pieces of %s', (stem, index, partDone, item) => {
    const part = { type: stem === 'reasoning_text' ? stem : 'summary_text', text: 'cd' }
    const at = (number: number) => ({ content_index: undefined, [index]: number })
    const events = [
      created(),
      on(`${stem}.delta`, { delta: 'a', ...at(0) }),
      on(`${stem}.done`, { text: 'ab', ...at(0) }),
      on(`${stem}.delta`, { delta: 'c', ...at(1) }),
      on(partDone, { part, ...at(1) }),
      completed([item]),
    ]
    const pieces = ['a', 'b', '\n\nc', 'd', 'e']
    expect(deltasOf(events)).toEqual([
      opening(null),
      ...pieces.map(reasoning_content => ({ reasoning_content })),
      { content: '' },
      {},
    ])
    expect(deltasOf(events, { reasoning: 'off' })).toEqual([opening(), {}])
  })

  test('without numbers are one paragraph of each list', () => {
    const events = [
      { type: 'response.reasoning_text.delta', delta: 'a' },
      { type: 'response.reasoning_summary_text.delta', delta: 'b' },
    ]
    expect(deltasOf([...events, completed([])])).toEqual([
      opening(null),
      { reasoning_content: 'a' },
      { reasoning_content: '\n\nb' },
      { content: '' },
      {},
    ])
  })

  test('that are sealed come last, all of them, in the order of their items', () => {
    const sealed = (id: string) => ({ id, type: 'reasoning', summary: [], encrypted_content: `gAAAA-${id}` })
    const detail = (id: string) => ({
      type: 'reasoning.encrypted',
      id,
      data: `gAAAA-${id}`,
      format: 'openai-responses-v1',
    })
    const carry = { carryReasoning: true }
    const deltas = deltasOf(
      [created(), done(sealed('rs_2'), 2), done(sealed('rs_10'), 10), done(sealed('rs_1'), 1), completed([])],
      carry,
    )
    expect(deltas.at(-2)).toEqual({ reasoning_details: ['rs_1', 'rs_2', 'rs_10'].map(detail) })
    expect(answered([sealed('rs_1'), message([text('a')])], {}, carry).message.reasoning_details).toEqual([
      detail('rs_1'),
    ])
    expect('reasoning_details' in answered([sealed('rs_1'), message([text('a')])]).message).toBe(false)
  })
})
