// A web-standard handler behind node:http.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { failureOf } from '../failure.ts'
import { responseOf } from '../web.ts'
import type { Handle } from './listen.ts'
import { badTarget } from './target.ts'

interface Handler {
  fetch(request: Request): Promise<Response>
}

export function webHandle(handler: Handler): Handle {
  const listener = getRequestListener(
    async (request, env) => {
      // The adaptor only makes a signal that somebody has asked for by the time the caller goes.
      const { signal } = request
      return contained(await handler.fetch(request), signal, env.outgoing as ServerResponse)
    },
    {
      // It would replace the global Request and Response; a library leaves them alone.
      overrideGlobalObjects: false,
      hostname: 'localhost',
      // What cannot be made a Request of.
      errorHandler: () => responseOf(failureOf(badTarget()).outgoing),
    },
  )
  return (request: IncomingMessage, response: ServerResponse) => void listener(request, response)
}

/**
 * The adaptor prints a body's error and sends its text to the caller. Here a caller who has gone is no error, and a body
 * that breaks breaks the connection, so that nobody takes half an answer for a whole one.
 */
function contained(response: Response, signal: AbortSignal, outgoing: ServerResponse): Response {
  if (response.body === null) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch {
          if (!signal.aborted) outgoing.destroy()
          controller.close()
        }
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}
