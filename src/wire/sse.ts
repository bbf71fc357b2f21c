// Bytes to server-sent events and back: a synchronous push core that streams, sockets and tests wrap as they like.
import { createParser } from 'eventsource-parser'

/** One server-sent event. `event` is absent when the server wrote no `event:` line, as chat streams never do. */
export interface SseEvent {
  readonly event?: string
  readonly data: string
}

export type SseErrorCode = 'not-json' | 'event-too-long'

/** What can be wrong with a stream before any API is involved. The message never quotes what the server sent. */
export class SseError extends Error {
  override readonly name = 'SseError'
  readonly code: SseErrorCode

  constructor(code: SseErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export interface SseDecoderOptions {
  /**
   * The longest event accepted, in characters. An image in a finished response is one event of several megabytes, so
   * the default is far above that; it is there to end a stream that never ends a line.
   */
  readonly maxEventLength?: number
}

export interface SseDecoder {
  /** Returns the events these bytes complete. Throws SseError when an event is longer than allowed. */
  push(bytes: Uint8Array): SseEvent[]
  /** Returns what an unterminated last event holds: several servers close without the final blank line. */
  finish(): SseEvent[]
}

const defaultMaxEventLength = 64 * 1024 * 1024

export function sseDecoder(options: SseDecoderOptions = {}): SseDecoder {
  const maxEventLength = options.maxEventLength ?? defaultMaxEventLength
  // The parser does not know a byte-order mark or a character cut in two; the decoder knows both.
  const characters = new TextDecoder('utf-8')
  let events: SseEvent[] = []
  let tooLong = false
  const parser = createParser({
    // The parser looks at what is unfinished between two pieces, field name included; the rule itself is below.
    maxBufferSize: maxEventLength + 'data: \r'.length,
    onEvent({ event, data }) {
      if (data.length > maxEventLength) tooLong = true
      if (tooLong) return
      events.push(event === undefined ? { data } : { event, data })
    },
    onError(error) {
      // Unknown fields and bad `retry:` lines are to be ignored by the specification.
      if (error.type === 'max-buffer-size-exceeded') tooLong = true
    },
  })

  function take(text: string): SseEvent[] {
    if (text !== '' && !tooLong) parser.feed(text)
    const taken = events
    events = []
    // What was complete before the overlong event is delivered; the next call reports it.
    if (tooLong && taken.length === 0) {
      throw new SseError('event-too-long', `The stream holds an event longer than ${maxEventLength} characters.`)
    }
    return taken
  }

  return {
    push: bytes => take(characters.decode(bytes, { stream: true })),
    // A blank line ends an open event, and is nothing after a closed one.
    finish: () => take(`${characters.decode()}\n\n`),
  }
}

export type ParsedData =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: SseError }

/** The JSON in an event's data; `[DONE]` is itself. */
export function parseEventData(data: string): ParsedData {
  if (data === '[DONE]') return { ok: true, value: data }
  try {
    return { ok: true, value: JSON.parse(data) }
  } catch {
    return { ok: false, error: new SseError('not-json', 'The stream holds an event whose data is not JSON.') }
  }
}

/** A chat chunk, or the literal `[DONE]`, as the text that goes on the wire. */
export function chatSse(chunk: unknown): string {
  return chunk === '[DONE]' ? 'data: [DONE]\n\n' : `data: ${JSON.stringify(chunk)}\n\n`
}

/** A Responses event, or the literal `[DONE]` for callers that wait for one, as the text that goes on the wire. */
export function responsesSse(event: { readonly type: string } | '[DONE]'): string {
  return event === '[DONE]' ? 'data: [DONE]\n\n' : `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
