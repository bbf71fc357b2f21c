// What of the decoder of event streams shows only where someone looks closely: the limit, to the character, and its errors.
import { describe, expect, test } from 'vitest'
import { parseEventData, SseError, sseDecoder } from '../../src/wire/sse.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** The data that came out before the stream was refused, if it was. */
function dataOf(pieces: readonly string[], maxEventLength: number): { data: string[]; refused: boolean } {
  const decoder = sseDecoder({ maxEventLength })
  const data: string[] = []
  try {
    for (const piece of pieces) data.push(...decoder.push(bytesOf(piece)).map(event => event.data))
    data.push(...decoder.finish().map(event => event.data))
    return { data, refused: false }
  } catch (error) {
    expect(error).toBeInstanceOf(SseError)
    return { data, refused: true }
  }
}

describe('an event of the greatest length', () => {
  const longest = 'x'.repeat(30)

  test.each(['\n', '\r\n'])('is accepted, whole or a character at a time, before %j', end => {
    const text = `data: ${longest}${end}${end}`
    expect(dataOf([text], 30)).toEqual({ data: [longest], refused: false })
    expect(dataOf([...text], 30)).toEqual({ data: [longest], refused: false })
  })

  test.each(['\n', '\r\n'])('is refused with one character more, whole or a character at a time, before %j', end => {
    const text = `data: ${longest}x${end}${end}data: 2${end}${end}`
    expect(dataOf([text], 30)).toEqual({ data: [], refused: true })
    expect(dataOf([...text], 30)).toEqual({ data: [], refused: true })
  })

  test('is what ends the stream: nothing after it is delivered', () => {
    const decoder = sseDecoder({ maxEventLength: 3 })
    expect(decoder.push(bytesOf('data: 1\n\ndata: 2222\n\ndata: 3\n\n'))).toEqual([{ data: '1' }])
    expect(() => decoder.push(bytesOf('data: 4\n\n'))).toThrow(SseError)
    expect(() => decoder.finish()).toThrow(SseError)
  })
})

test('an event without a name has no name', () => {
  expect(Object.keys(sseDecoder().push(bytesOf('data: 1\n\n'))[0] ?? {})).toEqual(['data'])
})

test('an error of the wire is called by its name', () => {
  const parsed = parseEventData('{')
  expect(parsed.ok ? undefined : String(parsed.error)).toMatch(/^SseError: [A-Z].*\.$/)
})
