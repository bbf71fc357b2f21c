// Upstream's bytes in, caller's elements out: the synchronous core of a stream, without any kind of stream around it.
import { ApiError, type ApiErrorObject } from '../index.ts'
import { parseEventData, type SseEvent, sseDecoder } from '../wire/sse.ts'
import type { StreamEncoder } from './direction.ts'
import type { Exchange } from './exchange.ts'
import { StoppedEncoder } from './stop-encoder.ts'
import { isTimeout } from './timeout.ts'

export interface Transcoder {
  /** Elements for the caller; none when these bytes complete none. */
  push(bytes: Uint8Array): readonly unknown[]
  /** The upstream has ended, or broken off: whatever is still owed, exactly one terminal event included. */
  end(): readonly unknown[]
  /** Something else than the upstream ends the stream: the terminal event says what. */
  fail(error: unknown): readonly unknown[]
  /** Upstream elements that did not come as bytes. */
  pushElements(elements: readonly unknown[]): readonly unknown[]
  /** The upstream has said that it is done. Usage may still follow, but it is not worth waiting for long. */
  readonly ending: boolean
  /** Nothing more will come out; what the upstream may still send is of no interest. */
  readonly finished: boolean
  /** As `finished`, and the upstream is still at work on what nobody will read. */
  readonly cut: boolean
}

/** The encoder of an exchange's stream, with the stop sequences of the request. */
function encoderOf({ direction, resultOptions, emulation }: Exchange): StreamEncoder {
  const encoder = direction.encoder(resultOptions)
  return emulation.stops.length > 0 ? new StoppedEncoder(encoder, emulation.stops) : encoder
}

/** `place` says what the caller gets to read of an element, when there are several streams to make one of. */
export function transcoder(
  exchange: Exchange,
  index = 0,
  place?: (element: unknown) => readonly unknown[],
): Transcoder {
  const { direction, doneMarker, maxEventLength, call } = exchange
  const decoder = sseDecoder(maxEventLength === undefined ? {} : { maxEventLength })
  const encoder = encoderOf(exchange)
  let ending = false
  let finished = false

  function take(elements: readonly unknown[], out: unknown[]): void {
    for (const element of elements) {
      if (finished) return
      if (direction.isFailure(element)) call.failed()
      if (place === undefined) out.push(element)
      else for (const placed of place(element)) out.push(placed)
      if (!direction.isLast(element)) continue
      finished = true
      if (doneMarker && element !== '[DONE]') out.push('[DONE]')
    }
  }

  function finish(out: unknown[]): void {
    if (!finished) take(encoder.finish(), out)
    finished = true
  }

  function failInto(error: unknown, out: unknown[]): void {
    if (finished) return
    take(encoder.push(direction.failure(factsOf(error))), out)
    finish(out)
  }

  function pushElement(element: unknown, out: unknown[]): void {
    if (finished) return
    if (element === '[DONE]') ending = true
    if (call.log !== undefined) {
      const usage = direction.usageIn(element)
      if (usage !== undefined) call.log.usage(index, usage)
    }
    take(encoder.push(element), out)
  }

  /** What has come out before something goes wrong is the caller's, and then the failure. */
  function guarded(produce: (out: unknown[]) => void): readonly unknown[] {
    const out: unknown[] = []
    try {
      produce(out)
    } catch (error) {
      failInto(error, out)
    }
    return out
  }

  function pushEvent(event: SseEvent, out: unknown[]): void {
    // An event without data is a heartbeat.
    if (event.data === '') return
    const parsed = parseEventData(event.data)
    if (parsed.ok) pushElement(direction.element(event, parsed.value), out)
    // After the last word nothing can be lost any more.
    else if (!ending) throw parsed.error
  }

  return {
    push: bytes =>
      guarded(out => {
        for (const event of decoder.push(bytes)) pushEvent(event, out)
      }),
    end: () =>
      guarded(out => {
        for (const event of decoder.finish()) {
          // Half an event is not a malformed one: the stream was cut, which the encoder knows how to end.
          if (parseEventData(event.data).ok) pushEvent(event, out)
        }
        finish(out)
      }),
    fail(error) {
      const out: unknown[] = []
      failInto(error, out)
      return out
    },
    pushElements: elements =>
      guarded(out => {
        for (const element of elements) pushElement(element, out)
        finish(out)
      }),
    get ending() {
      return ending
    },
    get finished() {
      return finished
    },
    get cut() {
      return encoder.cut === true
    },
  }
}

function factsOf(error: unknown): ApiErrorObject {
  if (error instanceof ApiError) return error.error
  const message = error instanceof Error ? error.message : 'The stream could not be converted.'
  return { message, type: 'server_error', param: null, code: isTimeout(error) ? 'timeout' : 'server_error' }
}
