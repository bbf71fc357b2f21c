// Law 3 on bytes: wherever a network cuts a stream, and however a server writes it, the same events come out.
import { describe, expect, test } from 'vitest'
import { sseDecoder } from '../../src/wire/sse.ts'
import { callChat, callResponses, chatStream, responsesEvents, responsesStream, summary } from '../fetch/streams.ts'
import { eventsOf, streamAnswer } from '../fetch/upstream.ts'
import {
  type ByteStream,
  byteByByte,
  bytesOf,
  convert,
  cutAt,
  decode,
  fixtureStreams,
  rewritten,
  sameEvents,
} from './bytes-streams.ts'

const streams = fixtureStreams()
/** Texts in which every second byte is the middle of something. */
const emoji: readonly ByteStream[] = [
  { name: 'emoji, chat', side: 'chat', bytes: bytesOf(chatStream.join('')) },
  { name: 'emoji, responses', side: 'responses', bytes: bytesOf(responsesStream.join('').replaceAll('\r', '')) },
]
/** One in three, both APIs among them; all of them for those who have the time. */
const representative = [...emoji, ...(process.env.CHAOS_RUNS ? streams : streams.filter((_, index) => index % 3 === 0))]
const conversionOffsets = 4096

/** The same events, written as other servers would. */
const coats: Readonly<Record<string, (text: string) => string>> = {
  'in CRLF': text => text.replaceAll('\n', '\r\n'),
  'in CR': text => text.replaceAll('\n', '\r'),
  'behind a byte-order mark': text => `\uFEFF${text}`,
  'with comments and unknown fields': text => text.replaceAll('data: ', ': a comment\nid: 7\nretry: 5\nodd: 1\ndata: '),
  'without a space after the colon': text => text.replaceAll(/^(data|event): /gm, '$1:'),
  'without the last blank line': text => text.trimEnd(),
  'with JSON over several lines': text =>
    text.replaceAll(/^data: (\{.*)$/gm, (_, json) =>
      JSON.stringify(JSON.parse(json), null, 1).replaceAll(/^/gm, 'data: '),
    ),
  'with every character escaped': text =>
    text.replaceAll(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
}

function expectTheSameEventsAtEveryCut({ bytes }: ByteStream): void {
  const whole = decode([bytes])
  for (let offset = 0; offset <= bytes.length; offset += 1) {
    const split = decode(cutAt(bytes, offset))
    if (!sameEvents(split, whole)) expect(split, `cut at byte ${offset}`).toEqual(whole)
  }
  expect(decode(byteByByte(bytes)), 'byte by byte').toEqual(whole)
}

test('there are streams of both APIs to cut', () => {
  expect(streams.filter(stream => stream.side === 'chat').length).toBeGreaterThanOrEqual(30)
  expect(streams.filter(stream => stream.side === 'responses').length).toBeGreaterThanOrEqual(30)
})

describe('the events of a stream cut at any byte', () => {
  test.each(streams)('are those of the whole: $name', stream => {
    expect(decode([stream.bytes]).length).toBeGreaterThan(1)
    expectTheSameEventsAtEveryCut(stream)
  })
})

describe.each(Object.entries(coats))('a stream %s', (_, change) => {
  test.each(representative.slice(0, 5))('cut at any byte is still the same: $name', stream => {
    const dressed = rewritten(stream, change)
    expectTheSameEventsAtEveryCut(dressed)
    expect(convert(stream.side, [dressed.bytes])).toBe(convert(stream.side, [stream.bytes]))
  })
})

test('a stream without event names says the same', () => {
  for (const stream of streams) {
    const nameless = rewritten(stream, text => text.replaceAll(/^event: .*\n/gm, ''))
    expect(convert(stream.side, [nameless.bytes]), stream.name).toBe(convert(stream.side, [stream.bytes]))
  }
})

describe('the conversion of a stream', () => {
  test.each(streams)('fed one byte at a time is that of the whole: $name', ({ side, bytes }) => {
    const whole = convert(side, [bytes])
    expect(whole.length).toBeGreaterThan(100)
    expect(convert(side, byteByByte(bytes))).toBe(whole)
  })

  test.each(representative)('cut at any of the first bytes is that of the whole: $name', ({ side, bytes }) => {
    const whole = convert(side, [bytes])
    for (let offset = 0; offset <= Math.min(bytes.length, conversionOffsets); offset += 1) {
      const split = convert(side, cutAt(bytes, offset))
      if (split !== whole) expect(split, `cut at byte ${offset}`).toBe(whole)
    }
  })
})

describe('a character cut in half between two deltas', () => {
  // As JSON may: each half is escaped, and neither is a character.
  const halves = ['\\ud83d', '\\ude00']

  test('reaches a Responses caller whole', async () => {
    const [role = '', first = '', , ...end] = chatStream
    const pieces = halves.map(half => first.replace('"content":"h"', `"content":"${half}"`))
    const events = await responsesEvents(await callResponses(streamAnswer([role, ...pieces, ...end])))
    const deltas = events.filter(event => event.type === 'response.output_text.delta').map(event => event.delta)
    expect(deltas.join('')).toBe('😀')
    expect(JSON.stringify(events.at(-1))).toContain('"text":"😀"')
  })

  test('reaches a chat caller whole', async () => {
    const opening = responsesStream.slice(0, 3)
    const delta = responsesStream[3] ?? ''
    const pieces = halves.map(half => delta.replace('"delta":"h"', `"delta":"${half}"`))
    const end = (responsesStream.at(-1) ?? '').replace('hi 😀', '😀')
    const events = await eventsOf(await callChat(streamAnswer([...opening, ...pieces, end])))
    expect(summary(events)).toMatchObject({ text: '😀', finished: ['stop'] })
  })
})

describe('one event of twenty megabytes', () => {
  const text = 'é€😀\\ud83d\\ude00'.repeat(1_150_000)
  const event = bytesOf(`event: x\r\ndata: {"text":"${text}"}\r\n\r\ndata: [DONE]\n\n`)
  const expected = [{ event: 'x', data: `{"text":"${text}"}` }, { data: '[DONE]' }]

  test.each([997, 65_536, 1_048_577])('arrives whole in pieces of %i bytes', size => {
    expect(event.length).toBeGreaterThan(20_000_000)
    const pieces = Array.from({ length: Math.ceil(event.length / size) }, (_, index) =>
      event.subarray(index * size, (index + 1) * size),
    )
    expect(sameEvents(decode(pieces), expected)).toBe(true)
  })
})

test('an event is too long or not, however it is cut', () => {
  const outcome = (pieces: readonly Uint8Array[]): unknown => {
    const decoder = sseDecoder({ maxEventLength: 20 })
    const events: unknown[] = []
    try {
      for (const piece of pieces) events.push(...decoder.push(piece))
      events.push(...decoder.finish())
    } catch (error) {
      events.push(error)
    }
    return events
  }
  for (const length of [19, 20, 21, 40]) {
    for (const end of ['\n', '\r\n']) {
      const data = 'x'.repeat(length)
      const bytes = bytesOf(`data: 1${end}${end}data: ${data}${end}${end}data: 2${end}${end}`)
      const whole = outcome([bytes])
      expect(JSON.stringify(whole).includes(data)).toBe(length <= 20)
      for (let offset = 0; offset <= bytes.length; offset += 1) expect(outcome(cutAt(bytes, offset))).toEqual(whole)
      expect(outcome(byteByByte(bytes))).toEqual(whole)
    }
  }
})
