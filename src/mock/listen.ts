// Serves a web-standard handler on Node, on this machine unless told otherwise.
import { type AddressInfo, isIPv6 } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'

export interface Handler {
  fetch(request: Request): Promise<Response> | Response
}

export interface Listening {
  url: string
  port: number
  /** Ends open connections, too. */
  close(): Promise<void>
}

/** What was written before goes out first. */
function disconnected(outgoing: HttpBindings['outgoing']): Promise<void> {
  return new Promise(resolve => {
    outgoing.once('close', () => resolve())
    setImmediate(() => outgoing.socket?.destroySoon())
  })
}

/**
 * The adaptor prints a body's error and sends its text to the caller. Here a caller who has gone is no error, and
 * a body that breaks breaks the connection, as a real upstream's does.
 */
function contained(response: Response, signal: AbortSignal, disconnect: () => Promise<void>): Response {
  if (response.body === null) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch {
        if (!signal.aborted) await disconnect()
        controller.close()
      }
    },
    cancel: reason => reader.cancel(reason),
  })
  return new Response(body, response)
}

export function listen(handler: Handler, { host = '127.0.0.1', port = 0 } = {}): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: async (request, env) => {
      // The adaptor only makes a signal that somebody has asked for by the time the caller goes.
      const { signal } = request
      return contained(await handler.fetch(request), signal, () => disconnected((env as HttpBindings).outgoing))
    },
    // It would replace the global Request and Response; a library leaves them alone.
    overrideGlobalObjects: false,
  })
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close(error => (error ? reject(error) : resolve()))
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const { port: taken } = server.address() as AddressInfo
      resolve({ url: `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`, port: taken, close })
    })
  })
}
