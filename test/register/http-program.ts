// A node:http program in this process, registered for a mock on a socket.
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { register } from './load.ts'

/** What a test has to undo when it is over; `undoAll` does it, last things first. */
export const undo: (() => unknown)[] = []

export async function undoAll(): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step()
}

export const hello = { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }] }
export const said = 'You said: "hello"'

/** A mock on a socket, and this process registered for it. */
export async function serve(options: MockOptions = {}) {
  const mock = createMock({ api: 'responses', ...options })
  const { url, close } = await listen(mock)
  undo.push(close, await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host }))
  return { mock, url: `${url}/v1/chat/completions` }
}

export function send(url: string, options: RequestOptions = {}, body: object | string = hello): ClientRequest {
  const { request } = url.startsWith('https:') ? https : http
  const call = request(url, { method: 'POST', ...options })
  call.end(typeof body === 'string' ? body : JSON.stringify(body))
  return call
}

export const answerOf = (call: ClientRequest) =>
  new Promise<IncomingMessage>((resolve, reject) => call.once('response', resolve).once('error', reject))

export const errorOf = (call: ClientRequest) =>
  new Promise<NodeJS.ErrnoException>(resolve => call.once('error', resolve))

export async function contentOf(answer: IncomingMessage): Promise<unknown> {
  return JSON.parse(await text(answer)).choices[0].message.content
}
