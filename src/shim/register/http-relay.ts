// The far end of a carried request: reads it, has it carried, and writes the answer as it comes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Call {
  readonly url: string
  readonly send: typeof fetch
  /** Breaks the program's request with the error that its own connection would have had. */
  fail(error: Error): void
}

export interface RelayServer {
  accept(connection: Duplex, call: Call): void
}

/** A server that listens nowhere. */
export function relayServer(): RelayServer {
  const calls = new WeakMap<object, Call>()
  const server = createServer({ requireHostHeader: false }, (request, answer) => {
    const call = calls.get(request.socket)
    if (call !== undefined) void relay(request, answer, call)
  })
  return {
    accept(connection, call) {
      calls.set(connection, call)
      server.emit('connection', connection)
    },
  }
}

async function relay(request: IncomingMessage, answer: ServerResponse, { url, send, fail }: Call): Promise<void> {
  const gone = new AbortController()
  answer.once('close', () => {
    if (!answer.writableFinished) gone.abort()
  })
  try {
    const body = await readBody(request)
    const headers = upstreamHeaders(request)
    const response = await send(url, { method: 'POST', headers, body, signal: gone.signal })
    await writeAnswer(response, answer)
  } catch (error) {
    if (!gone.signal.aborted) fail(error instanceof Error ? error : new Error(String(error)))
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

// They belong to the connection within this process, or to the body that is not sent.
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
])

function upstreamHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (!ownHeaders.has(name.toLowerCase())) headers.append(name, rawHeaders[index + 1] ?? '')
  }
  headers.set('accept-encoding', 'identity')
  return headers
}

async function writeAnswer(response: Response, answer: ServerResponse): Promise<void> {
  answer.sendDate = false
  answer.statusMessage = response.statusText
  for (const [name, value] of response.headers) {
    if (!ownHeaders.has(name)) answer.appendHeader(name, value)
  }
  answer.writeHead(response.status)
  // A streaming caller may act on the headers before the first event is there.
  answer.flushHeaders()
  const reader = response.body?.getReader()
  if (reader === undefined) return void answer.end()
  answer.once('close', () => {
    if (!answer.writableFinished) void reader.cancel().catch(() => {})
  })
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (!answer.write(piece.value)) await drained(answer)
  }
  answer.end()
}

function drained(answer: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const settle = () => {
      answer.off('drain', settle).off('close', settle)
      resolve()
    }
    answer.on('drain', settle).on('close', settle)
    if (answer.destroyed) settle()
  })
}
