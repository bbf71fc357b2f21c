// Events of a response between the bytes of one server-sent stream and those of another.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import { parseEventData, responsesSse, type SseEvent, sseDecoder } from '../../wire/sse.ts'
import type { Pieces } from '../pieces.ts'

/** Of a stream: all that have come by the time they are asked for. */
export type Events = AsyncGenerator<readonly JsonObject[], void>

/** The JSON objects of a stream's events, `[DONE]` left out. Ending the loop early cancels the stream. */
export async function* eventsOf(body: Pieces): Events {
  const decoder = sseDecoder()
  const encoder = new TextEncoder()
  try {
    while (!body.finished) {
      const piece = await body.next()
      yield objectsIn(decoder.push(typeof piece === 'string' ? encoder.encode(piece) : piece))
    }
    yield objectsIn(decoder.finish())
  } finally {
    if (!body.finished) body.cancel()
  }
}

function objectsIn(events: readonly SseEvent[]): JsonObject[] {
  const objects: JsonObject[] = []
  for (const { data } of events) {
    const parsed = data === '' ? undefined : parseEventData(data)
    if (parsed?.ok && isObject(parsed.value)) objects.push(parsed.value)
  }
  return objects
}

const terminal: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

export function isTerminal(event: JsonObject): boolean {
  return terminal.has(event.type)
}

const asText = (event: JsonObject): string => responsesSse(event as JsonObject & { type: string })

interface EventStreamOptions {
  readonly write?: (event: JsonObject) => string
  /** What the events are read from, told when their reader leaves: they may be waiting for its next piece. */
  readonly from?: Pick<Pieces, 'cancel'>
}

/** Events as a body, read only as fast as the caller reads. */
export function eventStream(events: Events, { write = asText, from }: EventStreamOptions = {}): Pieces {
  let finished = false
  return {
    async next() {
      const step = await events.next()
      if (step.done !== true) return step.value.map(write).join('')
      finished = true
      return ''
    },
    get finished() {
      return finished
    },
    // Only whole events are written.
    betweenLines: true,
    cancel(reason) {
      if (finished) return
      finished = true
      from?.cancel(reason)
      void events.return().catch(() => {})
    },
  }
}

/** A finished response as a stream, its items whole. */
export async function* eventsOfWhole(response: JsonObject): Events {
  let next = 0
  const event = (type: string, fields: JsonObject) => ({ type, sequence_number: next++, ...fields })
  const { output, status } = response
  const begun = {
    ...response,
    status: 'in_progress',
    completed_at: null,
    output: [],
    usage: null,
    incomplete_details: null,
  }
  yield [event('response.created', { response: begun }), event('response.in_progress', { response: begun })]
  for (const [place, item] of (Array.isArray(output) ? output : []).entries()) {
    const said = { output_index: place, item }
    yield [event('response.output_item.added', said), event('response.output_item.done', said)]
  }
  yield [event(`response.${status}`, { response })]
}

/** How many events may wait for a reader before there is no room for more. */
const mostWaiting = 256

/**
 * Events that are made even when their reader has left, because what comes of them is to be stored. As long as it is
 * there, what waits for it is held, within a limit.
 */
export class Run {
  #waiting: JsonObject[] = []
  #ended = false
  #left = false
  #wake: (() => void) | undefined
  #goOn: (() => void) | undefined

  push(events: readonly JsonObject[]): void {
    if (this.#left) return
    for (const event of events) this.#waiting.push(event)
    this.#notify()
  }

  /** Settles when more may come: for whoever need not go on while the reader is there and does not read. */
  async room(): Promise<void> {
    if (this.#left || this.#waiting.length < mostWaiting) return
    await new Promise<void>(resolve => {
      this.#goOn = resolve
    })
  }

  /** The reader has left, perhaps before it has read anything. */
  cancel(): void {
    this.#left = true
    this.#taken()
    this.#notify()
  }

  end(): void {
    this.#ended = true
    this.#notify()
  }

  #notify(): void {
    this.#wake?.()
    this.#wake = undefined
  }

  async *read(): Events {
    while (!this.#left) {
      if (this.#waiting.length > 0) yield this.#taken()
      else if (this.#ended) return
      else await this.#more()
    }
  }

  #taken(): readonly JsonObject[] {
    const events = this.#waiting
    this.#waiting = []
    this.#goOn?.()
    this.#goOn = undefined
    return events
  }

  #more(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve
    })
  }
}
