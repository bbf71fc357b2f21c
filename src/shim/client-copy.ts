// A copy of an `openai` client with another fetch and everything else as it was, the way each major makes one.
import { WrapError } from './wrap-error.ts'

type Fetch = typeof fetch
type Options = Record<string, unknown>

/** What clients of majors 4 to 7 have in common; most of it is private in their types, and all of it is there. */
export interface ClientParts {
  baseURL: string
  fetch: Fetch
  readonly _options: Options
  readonly withOptions?: (options: Options) => object
  readonly apiKey?: unknown
  readonly organization?: unknown
  readonly project?: unknown
  readonly timeout?: unknown
  readonly maxRetries?: unknown
  readonly httpAgent?: unknown
  /** AzureOpenAI only. */
  readonly apiVersion?: string
  readonly deploymentName?: string
  readonly _azureADTokenProvider?: unknown
}

export function isClient(value: object): value is ClientParts {
  const { baseURL, fetch, _options } = value as Partial<ClientParts>
  return typeof baseURL === 'string' && typeof fetch === 'function' && typeof _options === 'object'
}

export function copyWithFetch(client: ClientParts, fetch: Fetch): object {
  const copy = client.withOptions
    ? client.withOptions({ ...forgottenOptions(client), fetch })
    : construct(client, { ...constructorOptions(client), fetch })
  if (copy.constructor !== client.constructor || !isClient(copy) || copy.baseURL !== client.baseURL) {
    throw new WrapError(
      'unsupported_subclass',
      `${client.constructor.name} does not hand the options of its constructor on to the client, so it cannot be copied. Give it createFetch() of responses-bridge/fetch as its fetch instead.`,
    )
  }
  // A constructor without parameters builds a whole client, but never hears of our fetch.
  if (copy.fetch !== fetch) copy.fetch = fetch
  return copy
}

/** What `withOptions` leaves out of the copy: Azure's own options before 7, and in 5 a key that is a function. */
function forgottenOptions(client: ClientParts): Options {
  const { apiKey } = client._options
  return { ...azureOptions(client), ...(typeof apiKey === 'function' ? { apiKey } : {}) }
}

/** The options of a client of major 4, with what may have been assigned to it since. */
function constructorOptions(client: ClientParts): Options {
  const { _options, baseURL, apiKey, organization, project, timeout, maxRetries, httpAgent } = client
  const options = { ..._options, baseURL, apiKey, organization, project, timeout, maxRetries, httpAgent }
  const azureADTokenProvider = client._azureADTokenProvider
  if (typeof azureADTokenProvider !== 'function') return { ...options, ...azureOptions(client) }
  // Beside a token provider stands a placeholder for the key, which the constructor would take for a second one.
  return { ...options, ...azureOptions(client), azureADTokenProvider, apiKey: null }
}

function azureOptions({ apiVersion, deploymentName }: ClientParts): Options {
  return apiVersion === undefined ? {} : { apiVersion, deployment: deploymentName }
}

function construct(client: ClientParts, options: Options): object {
  return Reflect.construct(client.constructor, [options])
}
