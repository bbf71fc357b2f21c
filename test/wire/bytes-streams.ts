// Streams as bytes: those of the fixtures, every way to cut them, and what comes out at the other end of a conversion.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chatChunkEncoder, checkResponseEvents, responseEventEncoder } from '../../src/index.ts'
import { chatSse, parseEventData, responsesSse, type SseEvent, sseDecoder } from '../../src/wire/sse.ts'
import { fixturesFolder, repeatableOptions, type Side } from '../fixtures.ts'

export interface ByteStream {
  readonly name: string
  /** The API whose events it holds. */
  readonly side: Side
  readonly bytes: Uint8Array
}

const encoder = new TextEncoder()
export const bytesOf = (text: string): Uint8Array => encoder.encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Every stream under `fixtures/`, in a fixed order. */
export function fixtureStreams(): ByteStream[] {
  const streams: ByteStream[] = []
  for (const name of readdirSync(fixturesFolder).sort()) {
    for (const side of ['chat', 'responses'] as const) {
      const file = join(fixturesFolder, name, `${side}.stream.sse`)
      if (existsSync(file)) streams.push({ name: `${name}, ${side}`, side, bytes: new Uint8Array(readFileSync(file)) })
    }
  }
  return streams
}

/** A stream under another coat: the same events in other bytes. */
export function rewritten(stream: ByteStream, change: (text: string) => string): ByteStream {
  return { ...stream, bytes: bytesOf(change(textOf(stream.bytes))) }
}

export function cutAt(bytes: Uint8Array, offset: number): Uint8Array[] {
  return [bytes.subarray(0, offset), bytes.subarray(offset)]
}

export function byteByByte(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))
}

export function decode(pieces: readonly Uint8Array[]): SseEvent[] {
  const decoder = sseDecoder()
  return [...pieces.flatMap(piece => decoder.push(piece)), ...decoder.finish()]
}

/** The same, told apart without building a text of both. */
export function sameEvents(left: readonly SseEvent[], right: readonly SseEvent[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ event, data }, index) => event === right[index]?.event && data === right[index]?.data)
  )
}

/** Bytes of one API in, text of the other out, as a server in between would write it. */
export function convert(side: Side, pieces: readonly Uint8Array[]): string {
  const decoder = sseDecoder()
  const events = responseEventEncoder(repeatableOptions())
  const chunks = chatChunkEncoder(repeatableOptions())
  const push = (value: unknown) =>
    side === 'chat'
      ? events
          .push(value as never)
          .map(responsesSse)
          .join('')
      : chunks
          .push(value as never)
          .map(chatSse)
          .join('')
  let text = ''
  for (const { data } of [...pieces.flatMap(piece => decoder.push(piece)), ...decoder.finish()]) {
    const parsed = parseEventData(data)
    if (parsed.ok) text += push(parsed.value)
  }
  return side === 'chat'
    ? text + events.finish().map(responsesSse).join('')
    : `${text}${chunks.finish().map(chatSse).join('')}data: [DONE]\n\n`
}

export type Ending = 'finished' | 'failed'

/** How a caller's stream of `side` ended; what is wrong with it is thrown. */
export function endingOf(side: Side, text: string): Ending {
  const events = decode([bytesOf(text)]).map(({ data }) => (data === '[DONE]' ? data : JSON.parse(data)))
  return side === 'chat' ? endOfChat(events) : endOfResponses(events)
}

function endOfResponses(events: readonly { type: string }[]): Ending {
  const violations = checkResponseEvents(events)
  if (violations.length > 0) throw new Error(JSON.stringify(violations))
  // Exactly one terminal event, and last, or there would be violations.
  return events.at(-1)?.type === 'response.failed' ? 'failed' : 'finished'
}

interface Chunk {
  readonly error?: unknown
  readonly choices?: readonly { readonly finish_reason?: string | null }[]
}

function endOfChat(events: readonly (Chunk | '[DONE]')[]): Ending {
  const chunks = events.filter(event => event !== '[DONE]')
  if (events.length - chunks.length !== 1 || events.at(-1) !== '[DONE]') throw new Error('Not one [DONE], at the end.')
  const errors = chunks.filter(chunk => chunk.error !== undefined).length
  const reasons = chunks.flatMap(chunk => chunk.choices ?? []).filter(choice => choice.finish_reason).length
  if (errors + reasons !== 1) throw new Error(`${errors} errors and ${reasons} finish reasons.`)
  return errors > 0 ? 'failed' : 'finished'
}

/** Whether an upstream's stream has said that its answer is finished, read line by line and without the decoder. */
export function saysItIsFinished({ side, bytes }: ByteStream): boolean {
  let name = ''
  for (const line of textOf(bytes).split(/\r\n|\r|\n/)) {
    if (line.startsWith('event:')) name = line.slice('event:'.length).trim()
    if (!line.startsWith('data:')) continue
    const data = line.slice('data:'.length).trim()
    if (side === 'chat' && (data === '[DONE]' || (isJson(data) && /"finish_reason":\s*"/.test(data)))) return true
    // Some servers leave the type to the name of the event.
    if (side === 'responses' && isJson(data) && /response\.(completed|incomplete)/.test(name + data)) return true
  }
  return false
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A generator of whole numbers below a limit, the same for the same seed. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}
