// A transcoder as a web stream: it reads from the upstream only when the caller asks for more.
import type { ByteSource } from './source.ts'
import type { Transcoder } from './transcoder.ts'

// A server that has said its last word closes; one that does not would hold the socket, and the caller, for nothing.
const lingerMilliseconds = 1000

export function transcodedStream(
  source: ByteSource,
  transcoder: Transcoder,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cancelled = false
  let stopLingering: (() => void) | undefined

  async function next(): Promise<string> {
    let bytes: Uint8Array | undefined
    try {
      bytes = await source.read()
    } catch (error) {
      // The caller broke it off, and expects what fetch does then. Otherwise the upstream did: a stream cut short.
      if (signal?.aborted) throw error
    }
    if (cancelled) return ''
    const text = bytes === undefined ? transcoder.end() : transcoder.push(bytes)
    if (transcoder.ending || transcoder.finished) stopLingering ??= linger(source)
    if (bytes === undefined) stopLingering?.()
    return text
  }

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    let text = ''
    while (text === '' && !transcoder.finished && !cancelled) text = await next()
    if (cancelled) return
    if (text !== '') controller.enqueue(encoder.encode(text))
    if (!transcoder.finished) return
    controller.close()
    void drain(source).finally(stopLingering)
  }

  return new ReadableStream(
    {
      pull,
      cancel(reason) {
        cancelled = true
        stopLingering?.()
        return source.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Lets the upstream go after a while, unless what is returned is called before. */
function linger(source: ByteSource): () => void {
  const timer = setTimeout(() => void source.cancel().catch(() => {}), lingerMilliseconds)
  // Where timers are objects (Node), this one keeps no finished program alive.
  if (typeof timer === 'object') timer.unref()
  return () => clearTimeout(timer)
}

/** Reads the end of a body that has nothing more to say, so that its connection can be used again. */
async function drain(source: ByteSource): Promise<void> {
  try {
    while ((await source.read()) !== undefined);
  } catch {
    // The answer is complete; how its connection ended is nobody's concern.
  }
}
