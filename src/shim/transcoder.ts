// Upstream's bytes in, caller's text out: the synchronous core of a stream, without any kind of stream around it.
import { ApiError, type ApiErrorObject } from '../index.ts'
import { parseEventData, type SseEvent, sseDecoder } from '../wire/sse.ts'
import type { StreamEncoder } from './direction.ts'
import type { Exchange } from './exchange.ts'
import { StoppedEncoder } from './stop-encoder.ts'
import { isTimeout } from './timeout.ts'

export interface Transcoder {
  /** Text for the caller, many events in one piece; `''` when these bytes complete none. */
  push(bytes: Uint8Array): string
  /** The upstream has ended, or broken off: whatever is still owed, exactly one terminal event included. */
  end(): string
  /** Something else than the upstream ends the stream: the terminal event says what. */
  fail(error: unknown): string
  /** Upstream elements that did not come as bytes. */
  pushElements(elements: readonly unknown[]): string
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
  const asText = direction.writer()
  let ending = false
  let finished = false

  function write(elements: readonly unknown[]): string {
    let text = ''
    for (const element of elements) {
      if (finished) break
      if (direction.isFailure(element)) call.failed()
      if (place === undefined) text += asText(element)
      else for (const placed of place(element)) text += asText(placed)
      if (!direction.isLast(element)) continue
      finished = true
      if (doneMarker && element !== '[DONE]') text += asText('[DONE]')
    }
    return text
  }

  function finish(): string {
    const text = finished ? '' : write(encoder.finish())
    finished = true
    return text
  }

  function fail(error: unknown): string {
    return finished ? '' : write(encoder.push(direction.failure(factsOf(error)))) + finish()
  }

  function pushElement(element: unknown): string {
    if (finished) return ''
    if (element === '[DONE]') ending = true
    if (call.log !== undefined) {
      const usage = direction.usageIn(element)
      if (usage !== undefined) call.log.usage(index, usage)
    }
    return write(encoder.push(element))
  }

  /** What has been written before something goes wrong goes out, and then the failure. */
  function guarded(produce: (emit: (text: string) => void) => void): string {
    let text = ''
    try {
      produce(more => {
        text += more
      })
    } catch (error) {
      text += fail(error)
    }
    return text
  }

  function pushEvent(event: SseEvent): string {
    // An event without data is a heartbeat.
    if (event.data === '') return ''
    const parsed = parseEventData(event.data)
    // After the last word nothing can be lost any more.
    if (!parsed.ok && ending) return ''
    if (!parsed.ok) throw parsed.error
    return pushElement(direction.element(event, parsed.value))
  }

  return {
    push: bytes =>
      guarded(emit => {
        for (const event of decoder.push(bytes)) emit(pushEvent(event))
      }),
    end: () =>
      guarded(emit => {
        for (const event of decoder.finish()) {
          // Half an event is not a malformed one: the stream was cut, which the encoder knows how to end.
          if (parseEventData(event.data).ok) emit(pushEvent(event))
        }
        emit(finish())
      }),
    fail,
    pushElements: elements =>
      guarded(emit => {
        for (const element of elements) emit(pushElement(element))
        emit(finish())
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
