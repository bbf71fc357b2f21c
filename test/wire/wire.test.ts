// Bytes to server-sent events: every way a network can cut a stream gives the same events.
import { describe, expect, test } from 'vitest'
import {
  chatSse,
  parseEventData,
  responsesSse,
  type SseDecoderOptions,
  SseError,
  sseDecoder,
} from '../../src/wire/sse.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function decode(pieces: Uint8Array[], options?: SseDecoderOptions) {
  const decoder = sseDecoder(options)
  return [...pieces.flatMap(piece => decoder.push(piece)), ...decoder.finish()]
}

const samples = [
  {
    name: 'a chat stream',
    text: 'data: {"a":1}\n\ndata: {"a":2}\n\ndata: [DONE]\n\n',
    events: [{ data: '{"a":1}' }, { data: '{"a":2}' }, { data: '[DONE]' }],
  },
  {
    name: 'a Responses stream with event names',
    text: 'event: response.created\ndata: {"type":"response.created"}\n\nevent: error\ndata: {}\n\n',
    events: [
      { event: 'response.created', data: '{"type":"response.created"}' },
      { event: 'error', data: '{}' },
    ],
  },
  {
    name: 'CRLF line ends with a byte-order mark in front',
    text: '\uFEFFevent: x\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n',
    events: [{ event: 'x', data: '1' }, { data: '2' }],
  },
  { name: 'lone CR line ends', text: 'data: 1\r\rdata: 2\r\r', events: [{ data: '1' }, { data: '2' }] },
  {
    name: 'comments, retry, id and unknown fields',
    text: ': keep-alive\n\nretry: 3000\nid: 7\nfoo: bar\ndata: 1\n\n:\n\nretry: soon\n\n',
    events: [{ data: '1' }],
  },
  {
    name: 'data without a space',
    text: 'data:{"a":1}\n\ndata:[DONE]\n\n',
    events: [{ data: '{"a":1}' }, { data: '[DONE]' }],
  },
  { name: 'data of several lines', text: 'data: {\ndata:  "a":1\ndata: }\n\n', events: [{ data: '{\n "a":1\n}' }] },
  {
    name: 'characters of two, three and four bytes',
    text: 'data: é€😀\n\ndata: 日本語👩‍👩‍👧\n\n',
    events: [{ data: 'é€😀' }, { data: '日本語👩‍👩‍👧' }],
  },
  { name: 'a last event without its blank line', text: 'data: 1\n\ndata: 2\n', events: [{ data: '1' }, { data: '2' }] },
  {
    name: 'a last event without any line end',
    text: 'data: 1\n\ndata: [DONE]',
    events: [{ data: '1' }, { data: '[DONE]' }],
  },
  { name: 'a last event cut after CR', text: 'data: 1\r\n\r\ndata: 2\r', events: [{ data: '1' }, { data: '2' }] },
  { name: 'an event name without data', text: 'event: ping\n\ndata: 1\n\n', events: [{ data: '1' }] },
  { name: 'nothing at all', text: '', events: [] },
]

describe('the event-stream decoder', () => {
  for (const { name, text, events } of samples) {
    const bytes = bytesOf(text)

    test(`reads ${name}`, () => {
      expect(decode([bytes])).toEqual(events)
    })

    test(`reads ${name} cut at any byte`, () => {
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        expect(decode([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at byte ${cut}`).toEqual(events)
      }
    })

    test(`reads ${name} cut at any two bytes`, () => {
      for (let first = 0; first <= bytes.length; first += 1) {
        for (let second = first; second <= bytes.length; second += 1) {
          const pieces = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)]
          if (JSON.stringify(decode(pieces)) !== JSON.stringify(events)) {
            expect(decode(pieces), `cut at bytes ${first} and ${second}`).toEqual(events)
          }
        }
      }
    })

    test(`reads ${name} byte by byte`, () => {
      expect(decode(Array.from(bytes, byte => Uint8Array.of(byte)))).toEqual(events)
    })
  }

  test('gives an event as soon as its blank line is there', () => {
    const decoder = sseDecoder()
    expect(decoder.push(bytesOf('data: 1\n'))).toEqual([])
    expect(decoder.push(bytesOf('\ndata: 2'))).toEqual([{ data: '1' }])
    expect(decoder.finish()).toEqual([{ data: '2' }])
  })

  test('replaces bytes that are not UTF-8 and goes on', () => {
    expect(decode([Uint8Array.of(...bytesOf('data: a'), 0xff, ...bytesOf('\n\ndata: 2\n\n'))])).toEqual([
      { data: 'a\uFFFD' },
      { data: '2' },
    ])
  })

  test('refuses an event longer than allowed with a typed error', () => {
    const decoder = sseDecoder({ maxEventLength: 20 })
    expect(decoder.push(bytesOf('data: 1\n\n'))).toEqual([{ data: '1' }])
    expect(() => decoder.push(bytesOf(`data: ${'x'.repeat(40)}`))).toThrow(SseError)
    expect(() => decoder.finish()).toThrow(/longer than 20 characters/)
  })

  test('delivers what was complete before an overlong event', () => {
    const decoder = sseDecoder({ maxEventLength: 20 })
    expect(decoder.push(bytesOf(`data: 1\n\ndata: ${'x'.repeat(40)}`))).toEqual([{ data: '1' }])
    expect(() => decoder.push(bytesOf('x'))).toThrow(expect.objectContaining({ code: 'event-too-long' }))
  })

  test('limits an event of many short lines too', () => {
    const decoder = sseDecoder({ maxEventLength: 100 })
    expect(() => {
      for (let line = 0; line < 100; line += 1) decoder.push(bytesOf('data: 12345\n'))
    }).toThrow(SseError)
  })
})

describe('the data of an event', () => {
  test('is parsed as JSON', () => {
    expect(parseEventData('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } })
  })

  test('may be the end marker', () => {
    expect(parseEventData('[DONE]')).toEqual({ ok: true, value: '[DONE]' })
  })

  test('that is not JSON is a typed failure that does not quote it', () => {
    const parsed = parseEventData('{"secret":')
    expect(parsed).toEqual({ ok: false, error: expect.any(SseError) })
    expect(parsed).toMatchObject({ error: { code: 'not-json', message: expect.not.stringContaining('secret') } })
  })
})

describe('the event-stream encoders', () => {
  test('write a chat chunk as one data line', () => {
    expect(chatSse({ id: 'a', text: 'two\nlines' })).toBe('data: {"id":"a","text":"two\\nlines"}\n\n')
  })

  test('write a Responses event with its name', () => {
    expect(responsesSse({ type: 'response.created' })).toBe(
      'event: response.created\ndata: {"type":"response.created"}\n\n',
    )
  })

  test('write the end marker as it is', () => {
    expect([chatSse('[DONE]'), responsesSse('[DONE]')]).toEqual(['data: [DONE]\n\n', 'data: [DONE]\n\n'])
  })

  test('write what the decoder reads', () => {
    const event = { type: 'response.output_text.delta', delta: 'a\r\n\r\ndata: b 😀' }
    expect(decode([bytesOf(responsesSse(event) + chatSse(event))])).toEqual([
      { event: event.type, data: JSON.stringify(event) },
      { data: JSON.stringify(event) },
    ])
  })
})
