// http.request and https.request for calls that are carried: the program gets a real ClientRequest whose connection
// leads to a server within this process. Everything the program may do with a request goes on being Node's business, and
// calls that are not carried reach Node untouched. (@mswjs/interceptors 0.41 was tried: it sends other calls with another
// `connection` header, and when the program leaves a stream early, it reads on.)
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import type https from 'node:https'
import type { Duplex } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import type { Carrier } from './carrier.ts'
import { httpFetch } from './http-fetch.ts'
import { type Call, relayServer } from './http-relay.ts'
import { socketPair } from './socket-pair.ts'

type Request = typeof http.request
type Callback = (answer: IncomingMessage) => void

export interface Originals {
  readonly http: Request
  readonly https: typeof https.request
}

/** The replacement of one module's `request`. */
export function carriedRequest(protocol: 'http:' | 'https:', originals: Originals, carrier: Carrier): Request {
  const original = protocol === 'https:' ? originals.https : originals.http
  const server = relayServer()
  return function request(this: unknown, ...args: unknown[]): ClientRequest {
    const asked = readArguments(args)
    const url = asked && addressOf(asked.options, protocol)
    if (!asked || url === undefined || !carrier.carries(asked.options.method ?? 'GET', url)) {
      return Reflect.apply(original, this, args)
    }
    const { options, callback } = asked
    const [near, far] = socketPair()
    const send = carrier.over(httpFetch(original, upstreamOptions(options)))
    server.accept(far, { url, send, fail: error => near.destroy(error) } satisfies Call)
    const nearOptions = { ...options, protocol, agent: agentFor(protocol, near), createConnection: undefined }
    return originals.http(nearOptions, callback)
  }
}

/** Node's own three forms: a URL, options, or both, and a callback. Undefined where Node would complain. */
function readArguments(args: readonly unknown[]): { options: RequestOptions; callback?: Callback } | undefined {
  const [first, ...rest] = args
  if (typeof first === 'string' && !URL.canParse(first)) return undefined
  const isUrl = typeof first === 'string' || first instanceof URL
  const [second, third] = isUrl ? rest : [first, rest[0]]
  const given = typeof second === 'function' ? undefined : second
  const callback = typeof second === 'function' ? second : third
  const options: RequestOptions = { ...(isUrl ? urlToHttpOptions(new URL(first)) : {}), ...(given ?? {}) }
  return typeof callback === 'function' ? { options, callback: callback as Callback } : { options }
}

function addressOf(options: RequestOptions, protocol: string): string | undefined {
  if (options.socketPath || (options.protocol ?? protocol) !== protocol || !options.path?.startsWith('/'))
    return undefined
  const host = options.hostname || options.host || 'localhost'
  const port = options.port || options.defaultPort
  return `${protocol}//${host.includes(':') ? `[${host}]` : host}${port ? `:${port}` : ''}${options.path}`
}

/** What belongs to the program's own end is left out: its timeout and its signal reach the upstream through it. */
function upstreamOptions(options: RequestOptions): RequestOptions {
  const { timeout: _, signal: __, auth: ___, headers: ____, ...rest } = options
  return rest
}

function agentFor(protocol: 'http:' | 'https:', connection: Duplex): http.Agent {
  const agent = new http.Agent()
  agent.createConnection = () => connection
  // A ClientRequest goes by these, which the types do not know.
  return Object.assign(agent, { protocol, defaultPort: protocol === 'https:' ? 443 : 80 })
}
