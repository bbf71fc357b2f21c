// wrap for clients of openai 3, which send through axios: a copy whose chat completions go to the other API. What axios
// gives its callers (`data`, streams, errors with a `response`) is made here as axios makes it; the sending stays its own.
import { azureResponsesFetch } from './azure.ts'
import { type CreateFetchOptions, createFetch } from './fetch.ts'
import { WrapError } from './wrap-error.ts'

interface AxiosConfig {
  readonly url?: string
  readonly data?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly responseType?: string
  readonly signal?: AbortSignal
  readonly adapter?: AxiosAdapter
  readonly validateStatus?: ((status: number) => boolean) | null
}

interface AxiosAnswer {
  readonly data: unknown
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly config: AxiosConfig
  readonly request?: unknown
}

type AxiosAdapter = (config: AxiosConfig) => Promise<AxiosAnswer>

interface Axios {
  readonly defaults: { readonly adapter: AxiosAdapter }
  readonly request: (config: AxiosConfig) => Promise<AxiosAnswer>
}

/** Most of it is protected in the types of openai 3, and all of it is there. */
export interface AxiosClient {
  readonly basePath: string
  readonly axios: Axios
  readonly createChatCompletion: unknown
}

export function isAxiosClient(value: object): value is AxiosClient {
  const { basePath, axios, createChatCompletion } = value as Partial<AxiosClient>
  return (
    typeof basePath === 'string' &&
    typeof createChatCompletion === 'function' &&
    typeof axios?.request === 'function' &&
    typeof axios.defaults?.adapter === 'function'
  )
}

const underneath = new WeakMap<Axios, Axios>()

/** A copy of the client; one that is a copy already is returned as it is, or gets another adapter, like any other. */
export function copyWithAdapter(
  client: AxiosClient,
  options: Omit<CreateFetchOptions, 'upstream'> | undefined,
): object {
  const known = underneath.get(client.axios)
  if (known !== undefined && options === undefined) return client
  const own = known ?? client.axios
  const request = (config: AxiosConfig) =>
    /\/chat\/completions(?=$|[?#])/.test(config.url ?? '')
      ? own.request({ ...config, adapter: carrying(config.adapter ?? own.defaults.adapter, options) })
      : own.request(config)
  const axios: Axios = Object.create(own, { request: { value: request } })
  underneath.set(axios, own)
  return Object.assign(Object.create(Object.getPrototypeOf(client)), client, { axios })
}

function carrying(send: AxiosAdapter, options: Omit<CreateFetchOptions, 'upstream'> | undefined): AxiosAdapter {
  return async config => {
    let request: unknown
    const through: typeof fetch = async (input, init) => {
      const sent = { ...config, url: String(input), data: init?.body, headers: plainHeaders(init?.headers) }
      const signal = init?.signal ?? config.signal
      const answer = await send({
        ...sent,
        ...(signal && { signal }),
        // A whole text is read by axios itself, which times it out and limits its length.
        responseType: config.responseType === 'stream' ? 'stream' : 'text',
        validateStatus: null,
      })
      request = answer.request
      return responseOf(answer)
    }
    const carry = createFetch({
      ...options,
      upstream: 'responses',
      fetch: azureResponsesFetch(options?.fetch ?? through),
    })
    const body = typeof config.data === 'string' ? config.data : JSON.stringify(config.data)
    const answer = await carry(config.url ?? '', { method: 'POST', headers: { ...config.headers }, body })
    return settled({
      data: config.responseType === 'stream' ? nodeStream(answer) : await answer.text(),
      status: answer.status,
      statusText: answer.statusText,
      headers: plainHeaders(answer.headers),
      config,
      request,
    })
  }
}

/** Axios counts the bytes of a body itself. */
function plainHeaders(headers: RequestInit['headers']): Record<string, string> {
  const plain = new Headers(headers)
  plain.delete('content-length')
  return Object.fromEntries(plain)
}

function responseOf({ data, status, statusText, headers }: AxiosAnswer): Response {
  const all = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  )
  // A text in a browser, a stream in Node, whose Response takes whatever can be iterated.
  return new Response(data as BodyInit | null, { status, statusText, headers: all })
}

function nodeStream({ body }: Response): unknown {
  const stream = globalThis.process?.getBuiltinModule?.('node:stream')
  if (stream === undefined || body === null) {
    throw new WrapError(
      'unsupported_client',
      "openai 3 can give its caller a stream in Node only. Leave out `responseType: 'stream'`.",
    )
  }
  return stream.Readable.fromWeb(body as Parameters<typeof stream.Readable.fromWeb>[0])
}

/** As axios does: an answer whose status the caller does not accept is an error that carries it. */
function settled(response: AxiosAnswer): AxiosAnswer {
  const { config, request, status } = response
  if (!config.validateStatus || config.validateStatus(status)) return response
  const error = new Error(`Request failed with status code ${status}`)
  throw Object.assign(error, {
    config,
    request,
    response,
    isAxiosError: true,
    toJSON: () => ({ message: error.message, name: error.name, stack: error.stack, config, status }),
  })
}
