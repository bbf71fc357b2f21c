// The bytes of an upstream's body, read one piece at a time and only when asked.

export interface ByteSource {
  /** The next piece; undefined at the end. */
  read(): Promise<Uint8Array | undefined>
  /**
   * All that has not been read, where its end has come already: most answers can be had without waiting. A `read`
   * gives it, too.
   */
  ready?(): Uint8Array | undefined
  cancel(reason?: unknown): Promise<void>
}

/**
 * A web stream, the Node stream that node-fetch (the default fetch of openai 4) puts in its place, or what a transport
 * without either reads by itself.
 */
type Body = ReadableStream<Uint8Array> | (AsyncIterable<Uint8Array> & { destroy?(): unknown }) | ByteSource

/** What of Headers is read of an upstream's answer. */
export interface AnswerHeaders {
  get(name: string): string | null
  forEach(callback: (value: string, name: string) => void): void
}

/** What of a Response is read of an upstream's answer: fetch's own fits, and so does a transport that makes none. */
export interface UpstreamAnswer {
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly headers: AnswerHeaders
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

// For whole texts only: one that is fed in pieces remembers half a character.
const wholeTexts = new TextDecoder()

export async function readText(source: ByteSource): Promise<string> {
  const ready = source.ready?.()
  if (ready !== undefined) return wholeTexts.decode(ready)
  const first = await source.read()
  const second = first && (await source.read())
  // Most answers come in one piece, and a decoder of its own costs more than decoding them.
  if (first === undefined || second === undefined) return wholeTexts.decode(first)
  const decoder = new TextDecoder()
  let text = decoder.decode(first, { stream: true })
  for (let bytes: Uint8Array | undefined = second; bytes !== undefined; bytes = await source.read()) {
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}

const bytesOf = (text: string): ReadonlySet<number> => new Set(new TextEncoder().encode(text))
/** White space, and the three bytes of a byte-order mark. */
const skipped = bytesOf(' \t\n\v\f\r\ufeff')
/** `data:`, `event:`, `id:`, `retry:` or a comment; JSON starts with none of these. */
const eventStarts = bytesOf('dei:r')

/** Undefined where nothing but white space has come yet. */
function startsEvents(bytes: Uint8Array): boolean | undefined {
  for (const byte of bytes) if (!skipped.has(byte)) return eventStarts.has(byte)
  return undefined
}

/** The text of a body that has come as a whole and is no event stream. */
export function readyText(source: ByteSource): string | undefined {
  const bytes = source.ready?.()
  return bytes === undefined || startsEvents(bytes) ? undefined : wholeTexts.decode(bytes)
}

/** Whether a body is an event stream, judged by its first character, and the source with nothing missing. */
export async function sniffEventStream(source: ByteSource): Promise<{ isEvents: boolean; source: ByteSource }> {
  const seen: Uint8Array[] = []
  let isEvents: boolean | undefined
  while (isEvents === undefined) {
    const bytes = await source.read()
    if (bytes === undefined) break
    seen.push(bytes)
    isEvents = startsEvents(bytes)
  }
  return {
    isEvents: isEvents === true,
    source: {
      read: () => (seen.length > 0 ? Promise.resolve(seen.shift()) : source.read()),
      cancel: reason => source.cancel(reason),
    },
  }
}
