// What a converted stream is made of, on its way out: text only when it leaves, so that the parts of the server between
// need not read it again.
import type { Elements } from '../shim/elements.ts'
import { parseEventData, sseDecoder } from '../wire/sse.ts'
import type { Pieces } from './pieces.ts'

/** Elements on their way out. They are written as text when they leave: until then somebody may still look at them. */
export class WrittenPieces implements Pieces {
  readonly elements: Elements
  readonly #write: (element: unknown) => string
  // Only whole events are written.
  readonly betweenLines = true

  constructor(elements: Elements, write: (element: unknown) => string) {
    this.elements = elements
    this.#write = write
  }

  async next(): Promise<string> {
    let text = ''
    for (const element of await this.elements.next()) text += this.#write(element)
    return text
  }

  get finished(): boolean {
    return this.elements.finished
  }

  cancel(reason?: unknown): void {
    this.elements.cancel(reason)
  }
}

/** The elements of a stream, whatever it was made of; of bytes, those that can be read. */
export function elementsOf(pieces: Pieces): Elements {
  if (pieces.elements !== undefined) return pieces.elements
  const decoder = sseDecoder()
  const encoder = new TextEncoder()
  return {
    async next() {
      const piece = await pieces.next()
      const events = decoder.push(typeof piece === 'string' ? encoder.encode(piece) : piece)
      if (pieces.finished) events.push(...decoder.finish())
      return events.flatMap(({ data }) => {
        const parsed = parseEventData(data)
        return parsed.ok ? [parsed.value] : []
      })
    },
    get finished() {
      return pieces.finished
    },
    cancel: reason => pieces.cancel(reason),
  }
}
