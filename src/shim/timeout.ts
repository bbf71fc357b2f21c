// How long the upstream may keep silent: before its headers, and between the pieces of its body.
import { linkedAbort, unlessAborted } from './abort.ts'
import type { Clock } from './clock.ts'
import { type ByteSource, byteSource, type UpstreamAnswer } from './source.ts'

export interface TimeoutOptions {
  /** Milliseconds from sending a request to the headers of its answer, for each attempt. Default: no limit. */
  readonly headers?: number | undefined
  /** Milliseconds between two pieces of an answer's body, the first one included. Default: no limit. */
  readonly idle?: number | undefined
}

/** What fetch itself rejects with under `AbortSignal.timeout()`; the SDKs make their own timeout error of it. */
export function timeoutError(message: string): DOMException {
  return new DOMException(message, 'TimeoutError')
}

export function isTimeout(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'TimeoutError'
}

/** What a call may ask to be done when it is over. */
interface Ending {
  whenOver(callback: () => void): void
}

/** Sends a request whose headers must come in time; after that only the caller's signal ends it. */
export async function sendWithin<Answer extends UpstreamAnswer>(
  milliseconds: number,
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal | undefined,
  clock: Clock,
  ending: Ending,
): Promise<Answer> {
  const link = linkedAbort(signal)
  const stop = clock.after(milliseconds, () =>
    link.abort(timeoutError(`The upstream timed out: no headers within ${milliseconds} ms.`)),
  )
  const sent = send(link.signal)
  try {
    const response = await unlessAborted(sent, link.signal)
    ending.whenOver(link.release)
    return response
  } catch (error) {
    link.release()
    // Not every fetch listens to its signal: an answer that comes late is let go.
    void sent.then(late => byteSource(late.body).cancel()).catch(() => {})
    throw link.signal.aborted ? link.signal.reason : error
  } finally {
    stop()
  }
}

/** The same bytes; a read that takes too long, if there is a limit, lets the upstream go and rejects. */
export function limited(source: ByteSource, milliseconds: number | undefined, clock: Clock): ByteSource {
  if (milliseconds === undefined) return source
  return {
    cancel: reason => source.cancel(reason),
    read: () =>
      new Promise((resolve, reject) => {
        const stop = clock.after(milliseconds, () => {
          const error = timeoutError(`The upstream timed out: nothing came for ${milliseconds} ms.`)
          reject(error)
          void source.cancel(error).catch(() => {})
        })
        source.read().then(
          bytes => {
            stop()
            resolve(bytes)
          },
          error => {
            stop()
            reject(error)
          },
        )
      }),
  }
}
