// The workloads of the bench do what they are measured for: everything is converted, and the floors copy everything.
import { describe, expect, test } from 'vitest'
import { type Workload, workloads } from '../bench/workloads.js'
import * as core from '../src/index.ts'
import { chatSseWriter } from '../src/wire/chat-sse-writer.ts'
import * as wire from '../src/wire/sse.ts'

const all = workloads({ ...core, ...wire, chatSseWriter })
const bodies = all.filter(({ events }) => events === undefined)
const streams = all.filter(({ events }) => events !== undefined)
const exactly = (list: Workload[]) => list.map(workload => [workload.name, workload] as const)

// biome-ignore lint/suspicious/noExplicitAny: what came out is judged here, whatever it is.
type Json = any

const parsed = (written: string | Uint8Array[]): Json => JSON.parse(String(written))

function elements(written: string | Uint8Array[]): Json[] {
  const decoder = wire.sseDecoder()
  const events = [...(written as Uint8Array[]).flatMap(bytes => decoder.push(bytes)), ...decoder.finish()]
  return events.map(({ data }) => (data === '[DONE]' ? data : JSON.parse(data)))
}

function bodyNamed(start: string): { converted(): string | Uint8Array[]; expected: Json } {
  const { converted, expected } = bodies.filter(({ name }) => name.startsWith(start))[0] as Workload
  return { converted, expected }
}

/** What a stream of either API says, piece by piece. */
function pieces(stream: Json[], kind: 'text' | 'arguments'): string[] {
  const said = stream.map(element => {
    if (typeof element.type === 'string') return element.type.endsWith('.delta') ? element.delta : ''
    const delta = element.choices?.[0]?.delta ?? {}
    return kind === 'text' ? delta.content : delta.tool_calls?.[0].function.arguments
  })
  return said.filter(piece => typeof piece === 'string' && piece !== '')
}

describe('the bench', () => {
  test('has requests of 0.4, 17 and 400 KB and an image of 2 MB in each direction', () => {
    const sizes = bodies.filter(({ name }) => name.startsWith('request')).map(({ bytes }) => bytes)
    const wanted = [400, 400, 17_000, 17_000, 400_000, 400_000, 2_000_000, 2_000_000]
    for (const [index, size] of wanted.entries()) expect(Math.abs((sizes[index] ?? 0) / size - 1)).toBeLessThan(0.08)
    expect(sizes).toHaveLength(wanted.length)
  })

  test.each(exactly(bodies.filter(({ name }) => name.startsWith('request'))))(
    'converts to the same request of the other API, nothing dropped: %s',
    (_, { converted, expected }) => {
      expect(parsed(converted())).toEqual(expected)
    },
  )

  test('converts a completion to the items of the same response', () => {
    const { converted, expected } = bodyNamed('result, chat to responses')
    const { output, usage, status } = parsed(converted())
    const withoutIds = (items: Json[]) => items.map(({ id: _, ...item }) => item)
    expect(withoutIds(output)).toEqual(withoutIds(expected.output))
    expect([usage, status]).toEqual([expected.usage, 'completed'])
  })

  test('converts a response to the same completion', () => {
    const { converted, expected } = bodyNamed('result, responses to chat')
    expect({ ...parsed(converted()), id: '' }).toEqual({ ...expected, id: '' })
  })

  test.each(exactly(streams))('converts every piece of the stream by itself: %s', (name, { converted, said }) => {
    const stream = elements(converted())
    expect(said?.pieces).toHaveLength(5000)
    expect(pieces(stream, said?.kind ?? 'text')).toEqual(said?.pieces)
    if (name.includes('to responses')) {
      expect(core.checkResponseEvents(stream)).toEqual([])
      expect(stream.at(-1)).toMatchObject({ type: 'response.completed', response: { usage: { total_tokens: 6200 } } })
      expect(JSON.stringify(stream.at(-1))).toContain(JSON.stringify(said?.whole))
    } else {
      expect(stream.slice(-2)).toMatchObject([{ usage: { total_tokens: 6200 } }, '[DONE]'])
    }
  })

  test.each(exactly(all))('has a floor that copies everything: %s', (_, { floor, bytes, events }) => {
    const written = floor()
    const length = typeof written === 'string' ? written.length : written.reduce((sum, piece) => sum + piece.length, 0)
    expect(length).toBe(bytes)
    if (typeof written !== 'string') expect(elements(written)).toHaveLength(events ?? 0)
  })
})
