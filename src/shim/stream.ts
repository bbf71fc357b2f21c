// A branch as a web stream: it reads from the upstream only when the caller asks for more.
import type { Branch } from './branch.ts'
import type { Call } from './call.ts'

export function answerStream(branch: Branch, call: Call): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cancelled = false

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    let text = ''
    try {
      while (text === '' && !branch.finished && !cancelled) text = await branch.next()
    } catch (error) {
      // A branch rejects for one reason only: the caller's signal.
      call.end('aborted')
      throw error
    }
    if (cancelled) return
    if (text !== '') {
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
