// Events of a response on their way through the stateful routes.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import type { DoneMarker } from '../../convert/stream.ts'
import type { Elements } from '../../shim/elements.ts'
import { responsesSse } from '../../wire/sse.ts'
import { WrittenPieces } from '../elements.ts'

export type StreamEvent = JsonObject | DoneMarker

/** Of a stream: all that have come by the time they are asked for. */
export interface Events extends Elements {
  next(): Promise<readonly StreamEvent[]>
}

const terminal: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

export function isTerminal(event: StreamEvent): event is JsonObject {
  return isObject(event) && terminal.has(event.type)
}

const asText = (event: unknown): string => responsesSse(event as (JsonObject & { type: string }) | DoneMarker)

/** As the body of an answer. */
export function eventStream(events: Events): WrittenPieces {
  return new WrittenPieces(events, asText)
}

/**
 * Hands on every event to the last one; a `take` that throws cancels the stream. What has been taken is not held while
 * the next is waited for, as the variable of a loop would be.
 */
export async function each(
  elements: Elements,
  take: (events: readonly StreamEvent[]) => Promise<void> | undefined,
): Promise<void> {
  try {
    while (!elements.finished) await take((await elements.next()) as readonly StreamEvent[])
  } finally {
    if (!elements.finished) elements.cancel()
  }
}

/** The stream that a finished response would have been, its items whole. */
export function eventsOfWhole(response: JsonObject): JsonObject[] {
  const { output, status } = response
  const begun = {
    ...response,
    status: 'in_progress',
    completed_at: null,
    output: [],
    usage: null,
    incomplete_details: null,
  }
  const items = (Array.isArray(output) ? output : []).flatMap((item, output_index) => [
    { type: 'response.output_item.added', output_index, item },
    { type: 'response.output_item.done', output_index, item },
  ])
  return [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...items,
    { type: `response.${status}`, response },
  ].map(({ type, ...fields }, sequence_number) => ({ type, sequence_number, ...fields }))
}
