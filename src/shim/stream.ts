// A branch as a web stream of text: it reads from the upstream only when the caller asks for more.
import type { Branch } from './branch.ts'
import type { Call } from './call.ts'

/** `write` gives an element of the caller's API as text. */
export function answerStream(
  branch: Branch,
  write: (element: unknown) => string,
  call: Call,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cancelled = false

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    let elements: readonly unknown[] = []
    try {
      while (elements.length === 0 && !branch.finished && !cancelled) elements = await branch.next()
    } catch (error) {
      // A branch rejects for one reason only: the caller's signal.
      call.end('aborted')
      throw error
    }
    if (cancelled) return
    if (elements.length > 0) {
      let text = ''
      for (const element of elements) text += write(element)
      call.log?.firstByte()
      controller.enqueue(encoder.encode(text))
    }
    if (!branch.finished) return
    controller.close()
    call.end('answered')
  }

  return new ReadableStream(
    {
      pull,
      cancel(reason) {
        cancelled = true
        call.end('aborted')
        return branch.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
