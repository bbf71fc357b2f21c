// A web-standard Request as a call, and its answer as a Response.
import { type HeaderFields, type Incoming, isPieces, JsonBody, type Outgoing } from './front.ts'
import type { Pieces } from './pieces.ts'

export function incomingOf(request: Request): Incoming {
  const { pathname, search } = new URL(request.url)
  const { signal } = request
  return {
    method: request.method,
    path: pathname,
    query: search,
    headers: Object.fromEntries(request.headers) satisfies HeaderFields,
    body: bytesOf(request),
    signal,
  }
}

async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body === null) return
  const reader = request.body.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
}

export function responseOf({ status, headers, body }: Outgoing): Response {
  const init = { status, headers: { 'x-content-type-options': 'nosniff', ...headers } }
  if (isPieces(body)) return new Response(streamOf(body), init)
  if (body instanceof JsonBody) return new Response(String(body), init)
  return new Response(body === null || typeof body === 'string' ? body : new Uint8Array(body), init)
}

function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        let piece = await pieces.next()
        // Nobody asks again after a pull that brought nothing.
        while (piece.length === 0 && !pieces.finished) piece = await pieces.next()
        if (piece.length > 0) controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece)
        if (pieces.finished) controller.close()
      },
      cancel: reason => pieces.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
