// The checker of Responses streams, breach by breach: which event it accuses, and of what.
import { describe, expect, test } from 'vitest'
import { checkResponseEvents, responseEventEncoder } from '../../src/index.ts'
import type { Json, JsonObject } from '../laws/json.ts'
import { sampleStream } from '../laws/sample-stream.ts'

const accused = (events: unknown[]) => checkResponseEvents(events).map(({ index, message }) => `${index} ${message}`)

/** The sample with one thing changed, as the checker sees it. */
function changed(change: (events: JsonObject[]) => void, renumber = true): string[] {
  const events = sampleStream()
  change(events)
  return accused(renumber ? events.map((event, sequence_number) => ({ ...event, sequence_number })) : events)
}

const at = (events: JsonObject[], index: number): JsonObject => Object(events[index])
const inside = (event: JsonObject, key: string): JsonObject => Object(event[key])

const put = (target: JsonObject, key: string, value: Json): void => void Object.assign(target, { [key]: value })

const end = 'The stream must end with response.completed, .incomplete or .failed.'
const notAdded = 'output_index must be that of an item that was added.'
const sum = 'The deltas must add up to the text of the done event.'
const finalSum = 'The deltas of an item must add up to its final text.'

const breaches: [name: string, change: (events: JsonObject[]) => void, breaches: string[]][] = [
  ['nothing', () => {}, []],
  ['no event', events => void events.splice(0), [`0 ${end}`]],
  [
    'something else than an event',
    events => void events.splice(1, 1, Object(null)),
    ['1 An event must be an object with a type.'],
  ],
  [
    'an event whose type is no text',
    events => put(at(events, 1), 'type', 1),
    ['1 An event must be an object with a type.'],
  ],
  ['another first event', events => void events.shift(), ['0 The first event must be response.created.']],
  [
    'another response',
    events => put(inside(at(events, 1), 'response'), 'id', 'resp_2'),
    ['1 The id of the response must not change.'],
  ],
  ['an output_index too far', events => put(at(events, 2), 'output_index', 1), ['2 output_index must be 0.']],
  [
    'an item without an id',
    events => put(inside(at(events, 13), 'item'), 'id', ''),
    [
      '13 An item must have an id.',
      ...[14, 15, 16].map(index => `${index} The item id must be that of the added item.`),
    ],
  ],
  [
    'an item whose id is no text',
    events => put(inside(at(events, 13), 'item'), 'id', 1),
    [
      '13 An item must have an id.',
      ...[14, 15, 16].map(index => `${index} The item id must be that of the added item.`),
    ],
  ],
  [
    'an item that is none',
    events => put(at(events, 13), 'item', null),
    [
      '13 An item must have an id.',
      ...[14, 15, 16].map(index => `${index} The item id must be that of the added item.`),
    ],
  ],
  [
    'an id twice',
    events => put(inside(at(events, 13), 'item'), 'id', 'msg_1'),
    [
      '13 No two items may have the same id.',
      ...[14, 15, 16].map(index => `${index} The item id must be that of the added item.`),
    ],
  ],
  ['a part left open', events => void events.splice(11, 1), ['11 Every part must be done before its item.']],
  [
    'a part done twice',
    events => void events.splice(11, 0, at(events, 11)),
    ['12 A part must be added before it is done, and done once.'],
  ],
  [
    'a part out of turn',
    events => put(at(events, 8), 'content_index', 2),
    [
      '8 content_index must be 1.',
      ...[9, 10].map(index => `${index} A part must be open while its text comes.`),
      '11 A part must be added before it is done, and done once.',
      '12 Every part must be done before its item.',
    ],
  ],
  [
    'a text out of its part',
    events => put(at(events, 5), 'content_index', 1),
    ['5 A part must be open while its text comes.', `6 ${sum}`, `12 ${finalSum}`, `12 ${finalSum}`],
  ],
  [
    'a text without a part',
    events => void delete at(events, 5).content_index,
    ['5 content_index must be a number.', `6 ${sum}`, `12 ${finalSum}`],
  ],
  [
    'a delta that is no text',
    events => put(at(events, 5), 'delta', 1),
    ['5 A delta must be a string.', `6 ${sum}`, `12 ${finalSum}`],
  ],
  ['a delta too few', events => void events.splice(5, 1), [`5 ${sum}`, `11 ${finalSum}`]],
  ['a delta of a refusal too few', events => void events.splice(9, 1), [`9 ${sum}`]],
  ['a delta of a call too few', events => void events.splice(14, 1), [`14 ${sum}`]],
  [
    'an item that says something else in the end',
    events => {
      inside(at(events, 16), 'item').arguments = '{"a":1}'
      Object(inside(at(events, 17), 'response').output)[1].arguments = '{"a":1}'
    },
    [`16 ${finalSum}`],
  ],
  [
    'a delta of an item that was not added',
    events => put(at(events, 14), 'output_index', 2),
    [`14 ${notAdded}`, `15 ${sum}`],
  ],
  ['a delta of no item', events => void delete at(events, 14).output_index, [`14 ${notAdded}`, `15 ${sum}`]],
  [
    'a delta of an item that is done',
    events => put(at(events, 14), 'output_index', 0),
    ['14 Nothing may happen to an item that is done.', `15 ${sum}`],
  ],
  [
    'a delta with the id of another item',
    events => put(at(events, 14), 'item_id', 'fc_2'),
    ['14 The item id must be that of the added item.'],
  ],
  [
    'an item done under another id',
    events => put(inside(at(events, 16), 'item'), 'id', 'fc_2'),
    ['16 The item id must be that of the added item.', '17 The output must hold the items as they were done.'],
  ],
  [
    'an end without the item',
    events => put(at(events, 16), 'item', null),
    ['16 The item id must be that of the added item.', '17 Every item that was added must be done.'],
  ],
  ['an item that is not done', events => void events.splice(16, 1), ['16 Every item that was added must be done.']],
  ['no end', events => void events.pop(), [`16 ${end}`]],
  ['something after the end', events => void events.push(at(events, 1)), ['18 Nothing may follow response.completed.']],
  [
    'another status than the event',
    events => put(inside(at(events, 17), 'response'), 'status', 'incomplete'),
    ['17 The status of the response must agree with the event.'],
  ],
  [
    'an end without usage',
    events => void delete inside(at(events, 17), 'response').usage,
    ['17 The terminal event must report usage, or null.'],
  ],
  [
    'an end without output',
    events => void delete inside(at(events, 17), 'response').output,
    [
      '17 The output must hold the items that were added.',
      ...[17, 17].map(index => `${index} The output must hold the items as they were done.`),
    ],
  ],
  [
    'an end without a response',
    events => void delete at(events, 17).response,
    [
      '17 The status of the response must agree with the event.',
      '17 The terminal event must report usage, or null.',
      '17 The output must hold the items that were added.',
      ...[17, 17].map(index => `${index} The output must hold the items as they were done.`),
    ],
  ],
  [
    'one item too many in the end',
    events => void Object(inside(at(events, 17), 'response').output).push({ id: 'x' }),
    ['17 The output must hold the items that were added.'],
  ],
]

describe('the checker finds', () => {
  test.each(breaches)('%s', (_name, change, expected) => {
    expect(changed(change)).toEqual(expected)
  })

  test('a number out of sequence', () => {
    expect(changed(events => put(at(events, 4), 'sequence_number', 5), false)).toEqual(['4 sequence_number must be 4.'])
  })

  test.each(['incomplete', 'failed'])('no fault with an end that is %s', status => {
    const ended = changed(events => {
      at(events, 17).type = `response.${status}`
      inside(at(events, 17), 'response').status = status
    })
    expect(ended).toEqual([])
  })
})

/** A stream of everything an answer can hold. */
function rich(reasoning: 'content' | 'summary'): JsonObject[] {
  const encoder = responseEventEncoder({ reasoning, now: () => 1 })
  const say = (delta: object, finish_reason: string | null = null) =>
    encoder.push({ id: 'chatcmpl-1', model: 'm', choices: [{ index: 0, delta, finish_reason }] } as never)
  const called = (index: number, type: string, member: object) => ({
    tool_calls: [{ index, id: `call_${index}`, type, [type]: member }],
  })
  const events: unknown[] = [
    say({ reasoning_content: 'Hm' }),
    say({ reasoning_content: ' hm' }),
    say({ content: 'a' }),
    say({ content: 'b' }),
    say({ refusal: 'No' }),
    say(called(0, 'function', { name: 'f', arguments: '{' })),
    say(called(0, 'function', { arguments: '}' })),
    say(called(1, 'custom', { name: 'g', input: 'x' })),
    say(called(1, 'custom', { input: 'y' })),
    say({}, 'tool_calls'),
    encoder.finish(),
  ].flat()
  return events.map(event => Object(event))
}

describe.each(['content', 'summary'] as const)('in a stream of everything, with reasoning as %s', form => {
  const renumbered = (events: JsonObject[]) => events.map((event, sequence_number) => ({ ...event, sequence_number }))

  test('it finds no fault', () => {
    expect(accused(rich(form))).toEqual([])
  })

  test('it misses every delta, item and part that is not there', () => {
    const spared = /in_progress$|_text\.done$|refusal\.done$|arguments\.done$|input\.done$|reasoning_summary_part\./
    const unnoticed = rich(form).flatMap(({ type }, index) => {
      const events = rich(form)
      events.splice(index, 1)
      return accused(renumbered(events)).length > 0 ? [] : [String(type)]
    })
    expect(unnoticed.filter(type => !spared.test(type))).toEqual([])
  })

  test('it compares every done text with its deltas', () => {
    const texts = ['text', 'refusal', 'arguments', 'input']
    const wrong = rich(form).flatMap(({ type }, index) => {
      const events = rich(form)
      const event = at(events, index)
      const key = texts.find(name => typeof event[name] === 'string')
      if (key === undefined || !String(type).endsWith('.done')) return []
      event[key] = `${event[key]}!`
      return [accused(events).join()]
    })
    expect(wrong).toEqual(
      rich(form).flatMap(({ type }, index) =>
        /(_text|refusal|arguments|input)\.done$/.test(String(type)) ? [`${index} ${sum}`] : [],
      ),
    )
    expect(wrong.length).toBe(5)
  })

  test('it compares the final text of every item with its deltas', () => {
    const positions = rich(form).flatMap(({ type }, index) => (type === 'response.output_item.done' ? [index] : []))
    expect(positions.length).toBe(4)
    for (const position of positions) {
      const events = rich(form)
      const event = at(events, position)
      event.item = JSON.parse(JSON.stringify(event.item).replace(/"(text|refusal|arguments|input)":"/g, '$&!'))
      expect(accused(events)).toContain(`${position} ${finalSum}`)
    }
  })
})
