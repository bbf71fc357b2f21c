// The bytes of an upstream's body, read one piece at a time and only when asked.

export interface ByteSource {
  /** The next piece; undefined at the end. */
  read(): Promise<Uint8Array | undefined>
  cancel(reason?: unknown): Promise<void>
}

/**
 * A web stream, the Node stream that node-fetch (the default fetch of openai 4) puts in its place, or what a transport
 * without either reads by itself.
 */
type Body = ReadableStream<Uint8Array> | (AsyncIterable<Uint8Array> & { destroy?(): unknown }) | ByteSource

/** What of a Response is read of an upstream's answer: fetch's own fits, and so does a transport that makes none. */
export interface UpstreamAnswer {
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly headers: Headers
  readonly body: Body | null
}

/** Sends one call. Every fetch is one. */
export type Send<Answer extends UpstreamAnswer> = (url: string, init: RequestInit) => Promise<Answer>

export function byteSource(body: Body | null): ByteSource {
  if (body === null) return { read: async () => undefined, cancel: async () => {} }
  // A Node stream has `read` and no `cancel`, a web stream has `cancel` and no `read`.
  if ('read' in body && 'cancel' in body) return body
  if ('getReader' in body) {
    const reader = body.getReader()
    return { read: async () => (await reader.read()).value, cancel: reason => reader.cancel(reason) }
  }
  const iterator = body[Symbol.asyncIterator]()
  return {
    read: async () => (await iterator.next()).value,
    // An iterator's `return` waits for the read that is under way, which may be the one that never comes.
    cancel: async () => void (body.destroy ? body.destroy() : await iterator.return?.()),
  }
}

export async function readText(source: ByteSource): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for (let bytes = await source.read(); bytes !== undefined; bytes = await source.read()) {
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}

/** Whether a body is an event stream, judged by its first character, and the source with nothing missing. */
export async function sniffEventStream(source: ByteSource): Promise<{ isEvents: boolean; source: ByteSource }> {
  const seen: Uint8Array[] = []
  const decoder = new TextDecoder()
  let start = ''
  while (start === '') {
    const bytes = await source.read()
    if (bytes === undefined) break
    seen.push(bytes)
    start = decoder.decode(bytes, { stream: true }).trimStart()
  }
  // `data:`, `event:`, `id:`, `retry:` or a comment; JSON starts with none of these.
  return { isEvents: /^[dei:r]/.test(start), source: { ...source, read: async () => seen.shift() ?? source.read() } }
}
