// The bytes of an upstream's body: web streams, Node streams, and what kind of answer they are.
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { byteSource, readText, sniffEventStream } from '../../src/shim/source.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('the body of an upstream', () => {
  test('may be a web stream, a Node stream or nothing', async () => {
    const text = 'é€😀'
    const single = Array.from(bytesOf(text), byte => Uint8Array.of(byte))
    expect(await readText(byteSource(new Response(text).body))).toBe(text)
    expect(await readText(byteSource(Readable.from(single)))).toBe(text)
    expect(await readText(byteSource(null))).toBe('')
  })

  test('is given up at once when it is a Node stream that says nothing', async () => {
    const silent = new Readable({ read() {} })
    const source = byteSource(silent)
    const read = source.read().catch(() => 'given up')
    await source.cancel()
    expect(silent.destroyed).toBe(true)
    expect(await read).not.toBeInstanceOf(Uint8Array)
  })

  test.each([
    ['data: {}\n\n', true],
    ['event: x\ndata: {}\n\n', true],
    [': hello\n\n', true],
    ['id: 1\n\n', true],
    ['retry: 1\n\n', true],
    ['\uFEFF \r\n data: {}', true],
    ['{"a":1}', false],
    [' \n [1]', false],
    ['<html>', false],
    ['', false],
    [' \n ', false],
  ])('is judged by how it starts, and stays whole: %j', async (text, isEvents) => {
    for (const pieces of [[text], [...text]]) {
      const sniffed = await sniffEventStream(byteSource(Readable.from(pieces.map(bytesOf))))
      expect(sniffed.isEvents).toBe(isEvents)
      expect(await readText(sniffed.source)).toBe(text.replace('\uFEFF', ''))
    }
  })
})
