// The reasoning of a chat answer as output items.
import { describe, expect, test } from 'vitest'
import { answered, final, say, stop, streamed, types } from './chat-answers.ts'

describe('the thoughts of an answer', () => {
  test.each(['reasoning_content', 'reasoning'])('are read from %s', key => {
    expect(answered({ [key]: 'Hm', content: 'a' }).output).toMatchObject([
      { type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] },
      { type: 'message' },
    ])
    expect(answered({ reasoning_content: '', [key]: 'Hm', content: 'a' }).output).toHaveLength(2)
  })

  test('are announced and told as a summary when that is asked for', () => {
    const events = streamed([say({ reasoning_content: 'Hm' }), say({ content: 'a' }), stop], { reasoning: 'summary' })
    expect(events.slice(2, 8)).toEqual([
      {
        type: 'response.output_item.added',
        sequence_number: 2,
        output_index: 0,
        item: { id: 'rs_1', type: 'reasoning', summary: [] },
      },
      {
        type: 'response.reasoning_summary_part.added',
        sequence_number: 3,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        part: { type: 'summary_text', text: '' },
      },
      {
        type: 'response.reasoning_summary_text.delta',
        sequence_number: 4,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        delta: 'Hm',
      },
      {
        type: 'response.reasoning_summary_text.done',
        sequence_number: 5,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        text: 'Hm',
      },
      {
        type: 'response.reasoning_summary_part.done',
        sequence_number: 6,
        item_id: 'rs_1',
        output_index: 0,
        summary_index: 0,
        part: { type: 'summary_text', text: 'Hm' },
      },
      {
        type: 'response.output_item.done',
        sequence_number: 7,
        output_index: 0,
        item: { id: 'rs_1', type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] },
      },
    ])
  })

  test.each(['reasoning_content', 'reasoning'])('are reported as lost from %s when they are not wanted', key => {
    const { output, losses } = answered({ [key]: 'Hm', content: 'a' }, {}, {}, { reasoning: 'off' })
    expect(output).toMatchObject([{ type: 'message' }])
    expect(losses).toEqual([`dropped /choices/0/message/${key}`])
    expect(answered({ content: 'a' }, {}, {}, { reasoning: 'off' }).losses).toEqual([])
    expect(types(streamed([say({ [key]: 'Hm' }), stop], { reasoning: 'off' }))).toEqual([
      'created',
      'in_progress',
      'completed',
    ])
  })

  test('part one message from the next', () => {
    const events = streamed([say({ content: 'a' }), say({ reasoning_content: 'Hm' }), say({ content: 'b' }), stop])
    expect(final(events).output).toMatchObject([
      { type: 'message', status: 'completed' },
      { type: 'reasoning' },
      { type: 'message', status: 'completed' },
    ])
  })

  test('begin no second item', () => {
    const events = streamed([
      say({ reasoning_content: 'a' }),
      say({ reasoning_content: '' }),
      say({ reasoning: 'b' }),
      stop,
    ])
    expect(final(events).output).toMatchObject([{ content: [{ text: 'ab' }] }])
  })
})
