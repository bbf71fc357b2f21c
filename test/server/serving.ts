// A server of ours in front of an upstream on a real socket, over either transport, and everything it told its observers.
import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import { createMock, type Mock, type MockOptions } from '../../src/mock/index.ts'
import { listen as listenMock } from '../../src/mock/listen.ts'
import { decodeBody } from '../../src/server/coding-node.ts'
import type { CallObserver, CallStart, ServedCall, ServerSettings } from '../../src/server/contract.ts'
import { createServer, type Server } from '../../src/server/index.ts'
import { type Handle, listen } from '../../src/server/node/listen.ts'
import { nativeHandle } from '../../src/server/node/native-handle.ts'
import { nodeSend } from '../../src/server/node/send.ts'
import { webHandle } from '../../src/server/node/web-handle.ts'

export const transports = ['web', 'native'] as const
export type Transport = (typeof transports)[number]

const open: { close(): Promise<unknown> | unknown }[] = []

export async function closeAll(): Promise<void> {
  for (const each of open.splice(0).reverse()) await each.close()
}

export function closeLater(each: { close(): Promise<unknown> | unknown }): void {
  open.push(each)
}

export interface Serving {
  readonly url: string
  readonly port: number
  readonly server: Server
  readonly started: CallStart[]
  /** What observers were told at the end of each call. */
  readonly calls: ServedCall[]
  readonly notices: string[]
  /** Ends it as `serve` ends: no new calls, the open ones finished. */
  close(patience?: number): Promise<void>
}

export type Settings = Partial<ServerSettings>

/** In front of an upstream that is there already. */
export async function serveBefore(transport: Transport, upstream: string, settings: Settings = {}): Promise<Serving> {
  const started: CallStart[] = []
  const calls: ServedCall[] = []
  const notices: string[] = []
  const observer: CallObserver = {
    started(start) {
      started.push(start)
      return { end: call => void calls.push(call) }
    },
  }
  const { observers = [], ...rest } = settings
  const given: ServerSettings = {
    upstream,
    decode: decodeBody,
    notice: sentence => void notices.push(sentence),
    ...rest,
    observers: [observer, ...observers],
  }
  const sender = nodeSend({
    connect: settings.timeouts?.connect ?? 10_000,
    headers: settings.timeouts?.headers ?? 600_000,
    idle: settings.timeouts?.idle ?? 300_000,
  })
  const server = transport === 'web' ? createServer(given) : createServer(given, sender)
  const handle: Handle = transport === 'web' ? webHandle(server) : nativeHandle(() => server)
  const listening = await listen(handle, { host: '127.0.0.1', port: 0 })
  const close = async (patience = 0) => {
    server.drain()
    await listening.close(patience)
    sender.close()
  }
  closeLater({ close: () => close() })
  return { url: listening.url, port: listening.port, server, started, calls, notices, close }
}

export interface MockServing extends Serving {
  readonly mock: Mock
}

/** In front of a mock that speaks one API. */
export async function serve(
  transport: Transport,
  api: 'responses' | 'chat' | 'both',
  { mock: mockOptions = {}, ...settings }: Settings & { mock?: MockOptions } = {},
): Promise<MockServing> {
  const mock = createMock({ api, ...mockOptions })
  const upstream = await listenMock(mock)
  closeLater(upstream)
  const serving = await serveBefore(transport, `${upstream.url}/v1`, { upstreamApi: api, ...settings })
  return { ...serving, mock }
}

/** An upstream of a test's own making. */
export async function upstream(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<{
  url: string
  port: number
  requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[]
}> {
  const requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createHttpServer((incoming, response) => {
    const pieces: Buffer[] = []
    incoming.on('data', piece => pieces.push(piece))
    incoming.on('end', () => {
      const body = Buffer.concat(pieces).toString()
      requests.push({ method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body })
      handle(incoming, response, body)
    })
    incoming.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve))
  closeLater({
    close: () =>
      new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, port, requests }
}

/** What tests look at in an answer, an event or a chunk of either API. */
export interface Told {
  readonly error: { message: string; type: string; param: string | null; code: string | null }
  readonly choices: {
    index: number
    message: { content: string }
    delta: { content?: string }
    finish_reason: string
  }[]
  readonly output: { type: string; content: { text: string }[] }[]
  readonly response: Told
  readonly type: string
  readonly id: string
  readonly [key: string]: unknown
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  readonly json: Told
}

export interface RawCall {
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array | string>
  /** Chunked, without a length. */
  readonly chunked?: boolean
}

/** A call with exactly these headers and this path: what fetch would not send. */
export function raw(
  port: number,
  path: string,
  { method = 'POST', headers = {}, body, chunked }: RawCall = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) })
      })
    })
    outgoing.on('error', reject)
    if (chunked) outgoing.setHeader('transfer-encoding', 'chunked')
    else if (typeof body === 'string' || body instanceof Uint8Array)
      outgoing.setHeader('content-length', Buffer.byteLength(body))
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body)
    else pipeline(Readable.from(body), outgoing, error => error && reject(error))
  })
}

/** What is no JSON has nothing to look at. */
function parsed(text: string): Told {
  try {
    return JSON.parse(text)
  } catch {
    return Object.create(null)
  }
}

export const json = { 'content-type': 'application/json' }
export const chatHello = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }] }
export const responsesHello = { model: 'gpt-4.1-mini', input: 'hello' }
export const chatPath = '/v1/chat/completions'
export const responsesPath = '/v1/responses'

export interface Posted {
  readonly status: number
  readonly headers: Headers
  readonly json: Told
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, json: (await response.json()) as Told }
}

/** The data of each event of a stream. */
export async function streamed(url: string, body: object, headers: Record<string, string> = {}): Promise<Told[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ ...body, stream: true }),
  })
  return dataOf(await response.text())
}

/** The literal `[DONE]` is an event of that type here. */
export function dataOf(text: string): Told[] {
  return text
    .split('\n\n')
    .map(event => event.split('\n').find(line => line.startsWith('data: ')))
    .filter(line => line !== undefined)
    .map(line => line.slice('data: '.length))
    .map(data => JSON.parse(data === '[DONE]' ? '{"type":"[DONE]"}' : data))
}

export async function until(holds: () => boolean, patience = 10_000): Promise<void> {
  const end = Date.now() + patience
  while (!holds()) {
    if (Date.now() > end) throw new Error('It never came to hold.')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** How much of what takes long: as much as the environment says, and little without a word from it. */
export function amount(name: string, fallback: number): number {
  return Number(process.env[name] ?? fallback)
}
