// Events of a response between the stream of the upstream and that of the caller.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import type { DoneMarker } from '../../convert/stream.ts'
import { responsesSse } from '../../wire/sse.ts'
import { type Elements, WrittenPieces } from '../elements.ts'

export type StreamEvent = JsonObject | DoneMarker

/** Of a stream: all that have come by the time they are asked for. */
export type Events = AsyncGenerator<readonly StreamEvent[], void>

/** Ending the loop early cancels the stream. */
export async function* eventsOf(elements: Elements): Events {
  try {
    while (!elements.finished) yield (await elements.next()) as readonly StreamEvent[]
  } finally {
    if (!elements.finished) elements.cancel()
  }
}

const terminal: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

export function isTerminal(event: StreamEvent): event is JsonObject {
  return isObject(event) && terminal.has(event.type)
}

const asText = (event: unknown): string => responsesSse(event as (JsonObject & { type: string }) | DoneMarker)

interface EventStreamOptions {
  readonly write?: (event: unknown) => string
  /** What the events are read from, told when their reader leaves: they may be waiting for its next piece. */
  readonly from?: Pick<Elements, 'cancel'>
}

/** Events as a body, read only as fast as the caller reads. */
export function eventStream(events: Events, { write = asText, from }: EventStreamOptions = {}): WrittenPieces {
  let finished = false
  const elements: Elements = {
    async next() {
      const step = await events.next()
      if (step.done !== true) return step.value
      finished = true
      return []
    },
    get finished() {
      return finished
    },
    cancel(reason) {
      if (finished) return
      finished = true
      from?.cancel(reason)
      void events.return().catch(() => {})
    },
  }
  return new WrittenPieces(elements, write)
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
  #waiting: StreamEvent[] = []
  #ended = false
  #left = false
  #wake: (() => void) | undefined
  #goOn: (() => void) | undefined

  push(events: readonly StreamEvent[]): void {
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

  #taken(): readonly StreamEvent[] {
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
