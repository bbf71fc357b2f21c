// Wrapped clients of four majors of the official SDK, Azure's included, behind one face, and a mock for them to call.
import OpenAI from 'openai'
import OpenAI4 from 'openai4'
import OpenAI5 from 'openai5'
import OpenAI6 from 'openai6'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { type WrapOptions, wrap } from '../../src/shim/openai.ts'

export interface Streaming extends AsyncIterable<unknown> {
  controller: AbortController
  tee(): [Streaming, Streaming]
  toReadableStream(): ReadableStream<Uint8Array>
}

/** What an SDK call returns: a promise with the raw answer behind it. */
export interface Call extends Promise<unknown> {
  asResponse(): Promise<Response>
  withResponse(): Promise<{ data: unknown; response: Response; request_id: string | null }>
}

export interface Runner extends AsyncIterable<unknown> {
  finalContent(): Promise<string | null>
  finalChatCompletion(): Promise<unknown>
  on(event: string, listener: (...args: never[]) => void): this
  readonly messages: unknown[]
}

export interface Helpers {
  parse(body: object): Promise<unknown>
  stream(body: object): Runner
  runTools(body: object): Runner
}

export interface Client {
  baseURL: string
  timeout: number
  maxRetries: number
  apiKey: string | null
  chat: {
    completions: {
      create(body: object, options?: object): Call
      list(): PromiseLike<unknown>
      retrieve(id: string): PromiseLike<unknown>
      update(id: string, body: object): PromiseLike<unknown>
      delete(id: string): PromiseLike<unknown>
      del(id: string): PromiseLike<unknown>
    } & Helpers
  }
  beta: { chat: { completions: Helpers } }
  responses: {
    create(body: object, options?: object): Call
    stream(body: object): AsyncIterable<unknown> & { finalResponse(): Promise<unknown> }
    parse(body: object): Promise<unknown>
  }
  models: { list(): PromiseLike<unknown> }
  withOptions(options: object): Client
}

export interface ClientClass {
  new (options?: object): Client
}

type ErrorClass = new (...args: never[]) => Error
export type Errors = Record<
  | 'APIError'
  | 'RateLimitError'
  | 'BadRequestError'
  | 'NotFoundError'
  | 'APIUserAbortError'
  | 'APIConnectionTimeoutError'
  | 'APIConnectionError',
  ErrorClass
>

interface Sdk {
  OpenAI: ClientClass
  AzureOpenAI: ClientClass
  errors: Errors
  helpers(client: Client): Helpers
}

const stable = (client: Client) => client.chat.completions

// The classes' private members make their types differ from one major to the next; what they do does not.
const sdk = (module: object, azure: object, helpers: Sdk['helpers']): Sdk => ({
  OpenAI: module as ClientClass,
  AzureOpenAI: azure as ClientClass,
  errors: module as Errors,
  helpers,
})

export const majors = {
  'openai 4': sdk(OpenAI4, (await import('openai4')).AzureOpenAI, client => client.beta.chat.completions),
  'openai 5': sdk(OpenAI5, (await import('openai5')).AzureOpenAI, stable),
  'openai 6': sdk(OpenAI6, (await import('openai6')).AzureOpenAI, stable),
  'openai 7': sdk(OpenAI, (await import('openai')).AzureOpenAI, stable),
}

export type Major = keyof typeof majors
export const names = Object.keys(majors) as Major[]

export const model = 'gpt-4.1-mini'
export const hello = { model, messages: [{ role: 'user', content: 'hello' }] }
export const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}

const closers: (() => Promise<void>)[] = []

export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close()
}

/** A mock on a socket, a client of it, and the same client wrapped. */
export async function connect(
  major: Major,
  mockOptions: MockOptions = {},
  options?: WrapOptions & { client?: object },
) {
  const { client: clientOptions, ...wrapOptions } = options ?? {}
  const mock = createMock({ api: 'responses', ...mockOptions })
  const { url, close } = await listen(mock)
  closers.push(close)
  const baseURL = `${url}/v1`
  const plain = new majors[major].OpenAI({ apiKey: 'sk-test', baseURL, maxRetries: 0, ...clientOptions })
  const client = wrap(plain, options === undefined ? undefined : wrapOptions)
  return { mock, url, plain, client, create: client.chat.completions.create.bind(client.chat.completions) }
}

export async function failure(call: PromiseLike<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  )
}
