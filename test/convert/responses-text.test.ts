// The text of a response as the content of a chat message.
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
  streamed,
  text,
} from './responses-answers.ts'

const token = { token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }
const cited = { type: 'url_citation', url: 'u', title: 't', start_index: 0, end_index: 1 }

const citedAt = (start_index: number, end_index: number) => ({
  type: 'url_citation',
  url_citation: { url: 'u', title: 't', start_index, end_index },
})

describe('the text of an answer', () => {
  test('is told by its deltas, and by what of it no delta told', () => {
    const whole = message([text('Hello')])
    const ways: [unknown[], string[]][] = [
      [
        [on('output_text.delta', { delta: 'Hel' }), on('output_text.delta', { delta: 'lo' })],
        ['Hel', 'lo'],
      ],
      [
        [on('output_text.delta', { delta: 'Hel' }), on('output_text.done', { text: 'Hello' })],
        ['Hel', 'lo'],
      ],
      [
        [on('output_text.delta', { delta: 'Hel' }), on('content_part.done', { part: text('Hello') })],
        ['Hel', 'lo'],
      ],
      [
        [on('output_text.delta', { delta: 'Hel' }), done(whole)],
        ['Hel', 'lo'],
      ],
      [[on('output_text.delta', { delta: 'Hel' })], ['Hel', 'lo']],
      [[], ['Hello']],
      [[on('output_text.delta', { delta: 'Hello!' }), done(whole)], ['Hello!']],
      [
        [
          on('output_text.delta', { delta: '' }),
          on('output_text.delta', { delta: 1 }),
          on('output_text.done', { text: 1 }),
          done(1),
          added(1),
        ],
        ['Hello'],
      ],
      [[on('output_text.delta', { delta: 'lo' })], ['lo']],
    ]
    for (const [events, pieces] of ways) {
      const deltas = deltasOf([created(), added(message([])), ...events, completed([whole])])
      expect(deltas).toEqual([opening(), ...pieces.map(content => ({ content })), {}])
    }
  })

  test('may come without numbers', () => {
    const events = [
      { type: 'response.output_text.delta', delta: 'a' },
      { type: 'response.output_text.done', text: 'ab' },
      { type: 'response.output_item.done', item: message([text('abc')]) },
    ]
    expect(deltasOf([...events, completed([message([text('abcd')])])])).toEqual([
      opening(),
      { content: 'a' },
      { content: 'b' },
      { content: 'c' },
      { content: 'd' },
      {},
    ])
  })

  test('has log probabilities, each of them once', () => {
    const b = { ...token, token: 'b', bytes: [98] }
    const { chunks } = streamed([
      created(),
      on('output_text.delta', { delta: 'a', logprobs: [token] }),
      on('output_text.delta', { delta: '', logprobs: [b] }),
      on('output_text.delta', { delta: '', logprobs: [] }),
      on('output_text.delta', { delta: 'c', logprobs: 'x' }),
      on('output_text.done', { text: 'ac', logprobs: [token, b] }),
      completed([message([text('ac', { logprobs: [token, b, token] })])]),
    ])
    const told = chunks.map(({ choices }) => choices[0].logprobs?.content)
    expect(told).toEqual([undefined, [token], [b], undefined, [token], undefined])
    expect(chunks[1]?.choices[0].logprobs).toEqual({ content: [token], refusal: null })
    expect(
      answered([message([text('a', { logprobs: [token] })]), message([text('b', { logprobs: [b] })])]).choice.logprobs,
    ).toEqual({ content: [token, b], refusal: null })
    expect(answered([message([text('a')])]).choice.logprobs).toBeNull()
  })

  test('of several items is parted by a blank line, of several parts by nothing', () => {
    const output = [message([text('a'), text('b')]), message([text('')]), message([text('c')], { id: 'msg_2' })]
    expect(answered(output).message.content).toBe('ab\n\nc')
    expect(deltasOf([completed(output)])).toEqual([
      opening(),
      { content: 'a' },
      { content: 'b' },
      { content: '\n\nc' },
      {},
    ])
    const pieces = [
      on('output_text.delta', { delta: 'a' }),
      on('output_text.delta', { delta: 'b', output_index: 1 }),
      on('output_text.delta', { delta: 'c', output_index: 1, content_index: 1 }),
    ]
    expect(deltasOf([created(), ...pieces, completed([])])).toEqual([
      opening(),
      { content: 'a' },
      { content: '\n\nb' },
      { content: 'c' },
      {},
    ])
  })

  test('keeps its citations where they belong, each of them once', () => {
    const output = [
      message([text('ab', { annotations: [cited] })]),
      message([text('c', { annotations: [cited, { type: 'other' }] })], { id: 'msg_2' }),
    ]
    expect(answered(output).message.annotations).toEqual([citedAt(0, 1), citedAt(4, 5)])
    const announced = on('output_text.annotation.added', { annotation: cited })
    const citedIn = (...events: unknown[]) => deltasOf(events).flatMap(({ annotations }) => annotations ?? [])
    const piece = on('output_text.delta', { delta: 'ab' })
    expect(citedIn(created(), piece, announced, completed(output))).toEqual([citedAt(0, 1), citedAt(4, 5)])
    expect(citedIn(created(), announced, piece, completed([]))).toEqual([citedAt(0, 1)])
    expect(citedIn(piece, { ...announced, output_index: 1 }, completed([]))).toEqual([citedAt(2, 3)])
    expect(deltasOf([completed([message([text('a', { annotations: 'x' })])])])).toEqual([
      opening(),
      { content: 'a' },
      {},
    ])
  })

  test('may stand in the output without a message', () => {
    expect(
      answered([{ type: 'output_text', text: 'a' }, { type: 'other', text: 'b' }, message([text('c')])]).message
        .content,
    ).toBe('a\n\nc')
  })

  test('is not what others said, nor what is no text', () => {
    const output = [
      message([text('a')], { role: 'user' }),
      message([text('b')], { role: undefined }),
      message([null, 'x', { type: 'other', text: 'y' }, { text: 'z' }], { id: 'm' }),
      1,
    ]
    expect(deltasOf([completed(output)])).toEqual([opening(), { content: 'b' }, {}])
    expect(deltasOf([done(message('x')), completed([message([text('a')])])])).toEqual([opening(), { content: 'a' }, {}])
  })

  test('may be a refusal, in pieces or whole', () => {
    const refusal = { type: 'refusal', refusal: 'No.' }
    expect(answered([message([refusal])]).message).toEqual({
      role: 'assistant',
      content: null,
      refusal: 'No.',
      annotations: [],
    })
    expect(
      deltasOf([
        created(),
        on('refusal.delta', { delta: 'N' }),
        on('refusal.done', { refusal: 'No' }),
        completed([message([refusal])]),
      ]),
    ).toEqual([opening(null), { refusal: 'N' }, { refusal: 'o' }, { refusal: '.' }, {}])
    expect(
      deltasOf([
        on('output_text.delta', { delta: 'a' }),
        on('refusal.delta', { delta: 'b' }),
        on('output_text.delta', { delta: 'c' }),
        completed([]),
      ]),
    ).toEqual([opening(), { content: 'a' }, { refusal: 'b' }, { content: 'c' }, {}])
  })

  test('is empty, not null, where nothing was said', () => {
    expect(answered([]).message).toEqual({ role: 'assistant', content: '', refusal: null, annotations: [] })
    expect(deltasOf([created(), completed([])])).toEqual([opening(), {}])
    const thoughts = [{ id: 'rs_1', type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] }]
    expect(answered(thoughts).message).toMatchObject({ content: '', reasoning_content: 'Hm' })
    expect(deltasOf([completed(thoughts)])).toEqual([opening(null), { reasoning_content: 'Hm' }, { content: '' }, {}])
    expect(answered([call()]).message.content).toBeNull()
  })
})
