// Four majors of the official SDK behind one face, and a mock on a real socket for them to call.
import OpenAI from 'openai'
import OpenAI4 from 'openai4'
import OpenAI5 from 'openai5'
import OpenAI6 from 'openai6'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { createFetch } from '../../src/shim/fetch.ts'

interface Streaming extends AsyncIterable<unknown> {
  controller: AbortController
}

/** What the tests call, written loosely enough for the types of every major. */
export interface Client {
  chat: { completions: { create(body: object, options?: object): Promise<unknown> } }
  responses: {
    create(body: object, options?: object): Promise<unknown>
    stream(body: object): { finalResponse(): Promise<unknown> }
  }
  models: { list(): PromiseLike<unknown> }
}

interface ClientOptions {
  baseURL: string
  apiKey: string
  fetch: typeof fetch
  maxRetries: number
}

export const majors = {
  // Its types want the fetch of the node-fetch package; any fetch will do.
  'openai 4': {
    client: (options: ClientOptions): Client => new OpenAI4({ ...options, fetch: options.fetch as never }),
    errors: OpenAI4,
  },
  'openai 5': { client: (options: ClientOptions): Client => new OpenAI5(options), errors: OpenAI5 },
  'openai 6': { client: (options: ClientOptions): Client => new OpenAI6(options), errors: OpenAI6 },
  'openai 7': { client: (options: ClientOptions): Client => new OpenAI(options), errors: OpenAI },
}

const closers: (() => Promise<void>)[] = []

export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close()
}

/** A mock that speaks only `api`, on a socket, and a fetch for callers of the other one. */
export async function serve(api: 'chat' | 'responses', options: MockOptions = {}) {
  const mock = createMock({ api, ...options })
  const { url, close } = await listen(mock)
  closers.push(close)
  return { mock, baseURL: `${url}/v1`, bridged: createFetch({ upstream: api }) }
}

export function clientOf(major: keyof typeof majors, baseURL: string, fetch: typeof globalThis.fetch, maxRetries = 0) {
  return majors[major].client({ baseURL, apiKey: 'sk-test', fetch, maxRetries })
}

export async function collect(stream: unknown): Promise<Record<string, never>[]> {
  const events: Record<string, never>[] = []
  for await (const event of stream as Streaming) events.push(event as Record<string, never>)
  return events
}

/** Waits for what a socket tells a little later. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 200; tries += 1) await new Promise(resolve => setTimeout(resolve, 10))
  if (!holds()) throw new Error('It did not happen within two seconds.')
}

export interface Call {
  id: string
  type: string
  function: { name: string; arguments: string }
}

/** What a chat stream adds up to. */
export function sum(chunks: Record<string, never>[]) {
  const calls: Call[] = []
  let content = ''
  let finish: unknown
  for (const { choices } of chunks as unknown[] as { choices: { delta: Delta; finish_reason: unknown }[] }[]) {
    for (const { delta, finish_reason } of choices) {
      content += delta.content ?? ''
      finish = finish_reason ?? finish
      for (const { index, id, type, function: part } of delta.tool_calls ?? []) {
        calls[index] ??= { id: id ?? '', type: type ?? '', function: { name: part.name ?? '', arguments: '' } }
        calls[index].function.arguments += part.arguments ?? ''
      }
    }
  }
  return { content, calls, finish }
}

interface Delta {
  content?: string | null
  tool_calls?: { index: number; id?: string; type?: string; function: { name?: string; arguments?: string } }[]
}
