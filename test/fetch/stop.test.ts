// Stop sequences: the cut falls in the same place however the text is split, and nothing is held back in vain.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { StopCut } from '../../src/shim/stop.ts'

/** What comes out, piece by piece, and whether it was stopped. */
function cut(pieces: readonly string[], ...stops: string[]) {
  const stopCut = new StopCut(stops)
  const out = pieces.map(piece => stopCut.push(piece))
  out.push(stopCut.finish())
  return { out, text: out.join(''), stopped: stopCut.stopped }
}

/** The definition, without any cleverness: try every end, then every stop that ends there. */
function expected(text: string, stops: readonly string[]): string {
  for (let end = 1; end <= text.length; end++) {
    const lengths = stops.filter(stop => stop !== '' && text.slice(0, end).endsWith(stop)).map(stop => stop.length)
    if (lengths.length > 0) return text.slice(0, end - Math.max(...lengths))
  }
  return text
}

/** Every way to split a text into pieces. */
function splits(text: string): string[][] {
  if (text.length <= 1) return [[text]]
  return splits(text.slice(1)).flatMap(([first = '', ...rest]) => [
    [text.charAt(0), first, ...rest],
    [text.charAt(0) + first, ...rest],
  ])
}

describe('a stop sequence', () => {
  test.each([
    ['hello END bye', ['END'], 'hello '],
    ['ENDING', ['END'], ''],
    ['the END', ['END'], 'the '],
    ['an EN is no end', ['END'], 'an EN is no end'],
    ['an EN', ['END'], 'an EN'],
    ['aaab', ['aab'], 'a'],
    ['one\n\ntwo', ['\n\n', 'two'], 'one'],
    ['xabcd', ['abcd', 'bc'], 'xa'],
    ['xabc', ['bc', 'abc'], 'x'],
    ['😀😁😀', ['😁'], '😀'],
    ['nothing', [], 'nothing'],
    ['nothing', [''], 'nothing'],
  ])('cuts %j at %j to %j, however it is split', (text, stops, kept) => {
    expect(expected(text, stops)).toBe(kept)
    for (const pieces of splits(text)) expect(cut(pieces, ...stops).text).toBe(kept)
  })

  test('is told from text that only looked like one as soon as that is certain', () => {
    expect(cut(['an E', 'N', 'x', 'EN', 'D!'], 'END').out).toEqual(['an ', '', 'ENx', '', '', ''])
    expect(cut(['abab', 'c'], 'ababd').out).toEqual(['', 'ababc', ''])
    expect(cut(['aabaab', 'aabaac'], 'aabaac').out).toEqual(['aab', 'aab', ''])
  })

  test('leaves nothing to come after it', () => {
    const stopCut = new StopCut(['.'])
    expect([stopCut.push('one. two'), stopCut.stopped, stopCut.push('three'), stopCut.finish()]).toEqual([
      'one',
      true,
      '',
      '',
    ])
  })

  test('may be as long as it likes without slowing the text down', () => {
    const stop = `${'a'.repeat(100_000)}b`
    const pieces = Array.from({ length: 1000 }, () => 'a'.repeat(100))
    expect(cut([...pieces, 'a', 'b'], stop)).toMatchObject({ text: 'a', stopped: true })
  })

  test('falls where the definition says, for any text, stops and split', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 24 })
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 6 }), stops, (pieces, sequences) => {
        const { text, out } = cut(pieces, ...sequences)
        expect(text).toBe(expected(pieces.join(''), sequences))
        // What is held back at any time is the beginning of a stop sequence, and the longest there is.
        let read = ''
        let written = ''
        for (const [index, piece] of pieces.entries()) {
          read += piece
          written += out[index] ?? ''
          if (expected(read, sequences) !== read) return
          const held = read.slice(written.length)
          expect(held === '' || sequences.some(stop => stop.startsWith(held) && stop !== held)).toBe(true)
          const longer = sequences.some(stop =>
            Array.from({ length: stop.length }, (_, length) => stop.slice(0, length)).some(
              start => start.length > held.length && read.endsWith(start),
            ),
          )
          expect(longer).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
