// The elements of an answer as a web stream of text: it reads from the upstream only when the caller asks for more.
import type { Elements } from './elements.ts'

/** `write` gives an element of the caller's API as text. */
export function answerStream(elements: Elements, write: (element: unknown) => string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cancelled = false
  return new ReadableStream(
    {
      async pull(controller) {
        let text = ''
        for (const element of await elements.next()) text += write(element)
        if (cancelled) return
        if (text !== '') controller.enqueue(encoder.encode(text))
        if (elements.finished) controller.close()
      },
      cancel(reason) {
        cancelled = true
        return elements.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
