// Events of a response between the bytes of one server-sent stream and those of another.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { parseEventData, responsesSse, sseDecoder } from '../../wire/sse.ts'

/** The JSON objects of a stream's events, `[DONE]` left out. Ending the loop early cancels the stream. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<JsonObject> {
  const decoder = sseDecoder()
  const reader = body.getReader()
  let ended = false
  try {
    while (!ended) {
      const { done, value } = await reader.read()
      ended = done
      for (const { data } of value === undefined ? decoder.finish() : decoder.push(value)) {
        const parsed = data === '' ? undefined : parseEventData(data)
        if (parsed?.ok && isObject(parsed.value)) yield parsed.value
      }
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => {})
  }
}

const terminal: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed'])

export function isTerminal(event: JsonObject): boolean {
  return terminal.has(event.type)
}

const asText = (event: JsonObject): string => responsesSse(event as JsonObject & { type: string })

/** Events as a body, read only as fast as the caller reads. */
export function eventStream(
  events: AsyncGenerator<JsonObject>,
  write: (event: JsonObject) => string = asText,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await events.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(write(value)))
      },
      async cancel() {
        await events.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** A finished response as a stream, its items whole. */
export async function* eventsOfWhole(response: JsonObject): AsyncGenerator<JsonObject> {
  let next = 0
  const event = (type: string, fields: JsonObject) => ({ type, sequence_number: next++, ...fields })
  const { output, status } = response
  const begun = {
    ...response,
    status: 'in_progress',
    completed_at: null,
    output: [],
    usage: null,
    incomplete_details: null,
  }
  yield event('response.created', { response: begun })
  yield event('response.in_progress', { response: begun })
  for (const [place, item] of (Array.isArray(output) ? output : []).entries()) {
    yield event('response.output_item.added', { output_index: place, item })
    yield event('response.output_item.done', { output_index: place, item })
  }
  yield event(`response.${status}`, { response })
}

/** The head of an answer around another body. */
export function answerWith(head: Response, body: BodyInit): Response {
  const headers = new Headers(head.headers)
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name)
  return new Response(body, { status: head.status, headers })
}

/**
 * Events that are made whether or not anybody reads them, because what comes of them is to be stored. Readers may come
 * and go; each gets all of them. What is held is one response, until its readers have left.
 */
export class Run {
  readonly #events: JsonObject[] = []
  #ended = false
  #wake: () => void = () => {}
  #more = new Promise<void>(resolve => {
    this.#wake = resolve
  })

  push(event: JsonObject): void {
    this.#events.push(event)
    this.#notify()
  }

  end(): void {
    this.#ended = true
    this.#notify()
  }

  #notify(): void {
    const wake = this.#wake
    this.#more = new Promise(resolve => {
      this.#wake = resolve
    })
    wake()
  }

  async *read(): AsyncGenerator<JsonObject> {
    for (let place = 0; ; place++) {
      while (place >= this.#events.length) {
        if (this.#ended) return
        await this.#more
      }
      yield this.#events[place] as JsonObject
    }
  }
}
