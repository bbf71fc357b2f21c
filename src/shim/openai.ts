// wrap: an `openai` client of major 3 to 7 whose upstream speaks the other API. The adapter is the client's fetch and
// nothing else, so promises, streams, helpers, retries, timeouts and error classes stay the SDK's own.

import { copyWithAdapter, isAxiosClient } from './axios-client.ts'
import { apiVersionProblem, azureChatFetch, azureResponsesFetch } from './azure.ts'
import { type ClientParts, copyWithFetch, isClient } from './client-copy.ts'
import { type CreateFetchOptions, createFetch } from './fetch.ts'
import { WrapError } from './wrap-error.ts'

export { WrapError, type WrapErrorCode } from './wrap-error.ts'

export interface WrapOptions extends Omit<CreateFetchOptions, 'upstream'> {
  /** The API the upstream speaks. Default: `'responses'`, for programs that call `chat.completions`. */
  readonly upstream?: CreateFetchOptions['upstream'] | undefined
}

/** Any `openai` client; nothing of the SDK is imported, not even its types. */
export interface OpenAIClient {
  baseURL: string
}

/** A client of openai 3. */
export interface OpenAIClient3 {
  createChatCompletion: (...args: never[]) => unknown
}

// From every adapter to the fetch it stands on.
const underneath = new WeakMap<typeof fetch, typeof fetch>()

/**
 * Returns a copy of an `openai` client (majors 3 to 7, subclasses, AzureOpenAI) that speaks the other API to its
 * upstream. The client's own fetch (in 3, its axios) and agents stay underneath; the client itself is not touched.
 *
 * A client that is wrapped already is returned as it is; given options, its adapter is replaced, not doubled.
 */
export function wrap<Client extends OpenAIClient | OpenAIClient3>(client: Client, options?: WrapOptions): Client {
  const parts: unknown = client
  if (typeof parts === 'object' && parts !== null && isAxiosClient(parts)) {
    // openai 3 never calls Responses: before a server that speaks chat there is nothing to carry.
    return options?.upstream === 'chat' ? client : (copyWithAdapter(parts, options) as Client)
  }
  if (typeof parts !== 'object' || parts === null || !isClient(parts)) {
    throw new WrapError(
      'unsupported_client',
      'wrap() takes a client of the openai package, version 3 or later. For anything else, give createFetch() of responses-bridge/fetch as its fetch, or run the program under responses-bridge/register.',
    )
  }
  const own = underneath.get(parts.fetch)
  if (own !== undefined && options === undefined) return client

  const upstream = options?.upstream ?? 'responses'
  const send = options?.fetch ?? own ?? parts.fetch
  const adapter = createFetch({ ...options, upstream, fetch: azureFetch(parts, upstream, send) })
  underneath.set(adapter, send)
  return copyWithFetch(parts, adapter) as Client
}

function azureFetch(client: ClientParts, upstream: CreateFetchOptions['upstream'], send: typeof fetch): typeof fetch {
  const { apiVersion, deploymentName } = client
  if (upstream === 'chat') return apiVersion === undefined ? send : azureChatFetch(send, deploymentName)
  const problem = apiVersion === undefined ? undefined : apiVersionProblem(apiVersion)
  if (problem !== undefined) throw new WrapError('unsupported_api_version', problem)
  // Of any client: before there was AzureOpenAI, the deployment was part of the base URL.
  return azureResponsesFetch(send)
}
