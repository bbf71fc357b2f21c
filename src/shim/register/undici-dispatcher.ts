// undici's global dispatcher for calls that are carried: what `undici.request`, `stream` and `pipeline` send goes
// through it, and every call that is not carried goes to the dispatcher that was there.
import type { Carrier } from './carrier.ts'

/** Where every copy of undici, Node's own included, keeps its global dispatcher. */
export const dispatcherKey = Symbol.for('undici.globalDispatcher.1')

interface DispatchOptions {
  readonly origin?: string | URL
  readonly path?: string
  readonly method?: string
  readonly headers?: unknown
  readonly body?: unknown
}

/** undici's side of a call, up to and including version 7. */
interface Handler {
  onConnect?(abort: (reason?: unknown) => void, context: null): void
  onHeaders?(status: number, headers: Buffer[], resume: () => void, statusText: string): boolean | undefined
  onData?(chunk: Buffer): boolean | undefined
  onComplete?(trailers: string[]): void
  onError?(error: unknown): void
}

type Dispatch = (options: DispatchOptions, handler: Handler) => boolean

export function carriedDispatcher(original: object, send: typeof fetch, carrier: Carrier): object {
  function dispatch(options: DispatchOptions, handler: Handler): boolean {
    const { origin = '', path = '', method = 'GET' } = options
    const url = `${String(origin).replace(/\/$/, '')}${path}`
    const body = bodyOf(options.body)
    if (body === undefined || !handler.onHeaders || !carrier.carries(method, url)) {
      return Reflect.apply(Reflect.get(original, 'dispatch') as Dispatch, original, [options, handler])
    }
    void carry(send, url, headersOf(options.headers), body, handler)
    return true
  }
  // The way in which undici itself composes dispatchers.
  return new Proxy(original, { get: (target, key) => (key === 'dispatch' ? dispatch : Reflect.get(target, key)) })
}

async function carry(
  send: typeof fetch,
  url: string,
  headers: Headers,
  body: () => Promise<string>,
  handler: Handler,
): Promise<void> {
  const gone = new AbortController()
  try {
    handler.onConnect?.(reason => gone.abort(reason), null)
    gone.signal.throwIfAborted()
    const init = { method: 'POST', headers, body: await body(), signal: gone.signal }
    await hand(await send(url, init), handler, gone.signal)
  } catch (error) {
    // fetch wraps what happened on the connection; undici's callers expect it bare.
    const bare = error instanceof TypeError && error.cause ? error.cause : error
    handler.onError?.(gone.signal.aborted ? gone.signal.reason : bare)
  }
}

async function hand(response: Response, handler: Handler, signal: AbortSignal): Promise<void> {
  let resume = () => {}
  signal.addEventListener('abort', () => resume(), { once: true })
  const paused = () =>
    new Promise<void>(resolve => {
      resume = resolve
    })
  const raw = [...response.headers].flat().map(text => Buffer.from(text, 'latin1'))
  let room = paused()
  let goesOn = handler.onHeaders?.(response.status, raw, () => resume(), response.statusText)
  const reader = response.body?.getReader()
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    if (goesOn === false) await room
    room = paused()
    goesOn = handler.onData?.(Buffer.from(piece.value))
  }
  handler.onComplete?.([])
}

/** How to read a body; undefined for one that no caller of these APIs sends (a form). */
function bodyOf(body: unknown): (() => Promise<string>) | undefined {
  if (typeof body === 'string') return async () => body
  if (body instanceof Uint8Array) return async () => Buffer.from(body).toString()
  // By name: undici brings its own classes.
  if (typeof body !== 'object' || body === null || /FormData|Blob|File/.test(Object.prototype.toString.call(body)))
    return undefined
  if (!(Symbol.asyncIterator in body) && !(Symbol.iterator in body)) return undefined
  return async () => {
    const chunks: Buffer[] = []
    for await (const chunk of body as AsyncIterable<Uint8Array | string>) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks).toString()
  }
}

const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
])

/** A flat list, an object or an iterable of pairs. */
function headersOf(given: unknown): Headers {
  const headers = new Headers()
  for (const [name, values] of pairsOf(given)) {
    if (ownHeaders.has(name.toLowerCase()) || values === undefined || values === null) continue
    for (const value of [values].flat()) headers.append(name, String(value))
  }
  return headers
}

function pairsOf(given: unknown): [string, unknown][] {
  if (typeof given !== 'object' || given === null) return []
  if (!Array.isArray(given))
    return Symbol.iterator in given ? [...(given as Iterable<[string, unknown]>)] : Object.entries(given)
  return given.flatMap((name, index): [string, unknown][] =>
    index % 2 === 0 ? [[String(name), given[index + 1]]] : [],
  )
}
