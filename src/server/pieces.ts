// The body of an answer as pieces that are made when they are asked for, so that a slow reader slows the upstream.
import type { Call } from '../shim/call.ts'
import type { Clock } from '../shim/clock.ts'
import type { Elements } from '../shim/elements.ts'
import type { ByteSource } from '../shim/source.ts'

export interface Pieces {
  /** Not to be called again before it has settled. Rejects where the connection is to be broken off. */
  next(): Promise<string | Uint8Array>
  /** The piece returned last was the last. */
  readonly finished: boolean
  /** Between two lines, where a comment may stand. */
  readonly betweenLines: boolean
  /** What the pieces are written from, where they are not bytes: for who asks there instead, and not for `next`. */
  readonly elements?: Elements | undefined
  cancel(reason?: unknown): void
}

export interface Watch {
  /** Sees every piece on its way, and has the last word on it. */
  see(bytes: Uint8Array): Uint8Array
  /** The upstream broke off. What the caller is told in its stream, where that is still possible. */
  broken(error: unknown, betweenLines: boolean): string | undefined
}

/** An upstream's body, byte for byte. */
export function bytePieces(source: ByteSource, call: Call, watch?: Watch): Pieces {
  const newline = 10
  let finished = false
  let betweenLines = true

  function broken(error: unknown): string {
    finished = true
    call.failed()
    const text = watch?.broken(error, betweenLines)
    call.end('answered')
    if (text === undefined) throw error
    return text
  }

  return {
    async next() {
      let bytes: Uint8Array | undefined
      try {
        bytes = await source.read()
      } catch (error) {
        return finished ? '' : broken(error)
      }
      if (finished) return ''
      if (bytes === undefined) {
        finished = true
        call.end('answered')
        return ''
      }
      call.log?.firstByte()
      if (bytes.length > 0) betweenLines = bytes[bytes.length - 1] === newline
      return watch === undefined ? bytes : watch.see(bytes)
    },
    get finished() {
      return finished
    },
    get betweenLines() {
      return betweenLines
    },
    cancel(reason) {
      if (finished) return
      finished = true
      call.end('aborted')
      void source.cancel(reason).catch(() => {})
    },
  }
}

const comment = ': keep-alive\n\n'

/**
 * The same pieces, and a comment whenever a reader has waited for so many milliseconds: whatever stands between may close
 * a connection on which nothing moves. Who does not read gets none.
 */
export function keptAlive(pieces: Pieces, milliseconds: number, clock: Clock): Pieces {
  if (milliseconds <= 0) return pieces
  let pending: Promise<string | Uint8Array> | undefined
  return {
    next: () =>
      new Promise((resolve, reject) => {
        pending ??= pieces.next()
        const awaited = pending
        let stop = () => {}
        const tick = () => {
          if (pieces.betweenLines) resolve(comment)
          else stop = clock.after(milliseconds, tick)
        }
        stop = clock.after(milliseconds, tick)
        const settle = () => {
          stop()
          if (pending === awaited) pending = undefined
        }
        awaited.then(
          piece => {
            settle()
            resolve(piece)
          },
          error => {
            settle()
            reject(error)
          },
        )
      }),
    get finished() {
      return pieces.finished && pending === undefined
    },
    get betweenLines() {
      return pieces.betweenLines
    },
    elements: pieces.elements,
    cancel: reason => pieces.cancel(reason),
  }
}
