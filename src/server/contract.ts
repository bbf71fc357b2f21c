// What the server's parts agree on: the settings it takes, what watches its calls, and what reads its bodies.

import type { ConversionOptions, Loss } from '../index.ts'
import type { CallLine, Clock, RetryOptions } from '../shim/fetch.ts'
import type { StateOptions } from './state/call.ts'

export type UpstreamApi = 'responses' | 'chat'

/** What `createServer` takes. Nothing here is Node's; what needs Node is handed in by the command line. */
export interface ServerSettings extends Pick<ConversionOptions, 'dialect' | 'instructions' | 'reasoning'> {
  /** The upstream's base URL, its `/v1` included. The only place calls ever go to. */
  readonly upstream: string
  /** What the upstream speaks. `auto`, the default, finds out once, with a request that is invalid on both. */
  readonly upstreamApi?: UpstreamApi | 'both' | 'auto' | undefined
  /** Replaces whatever credential the caller sends. Without it, the caller's own is forwarded. Never both. */
  readonly upstreamKey?: string | undefined
  /** Callers must bring one of these. An empty string among them is refused at the start. */
  readonly frontKeys?: readonly string[] | undefined
  /** Names a `Host` header may have, without a port. Default: this machine's loopback names. `'*'`: any. */
  readonly allowedHosts?: readonly string[] | undefined
  /** Origins of web pages that may call, as `https://app.example`. Default: none but the server's own. */
  readonly allowedOrigins?: readonly string[] | undefined
  /** Headers of callers that go upstream beside those on the list in `headers.ts`; lower case. */
  readonly forwardedHeaders?: readonly string[] | undefined
  /** Answer a request that cannot be carried without loss with the API's own 400. */
  readonly strict?: boolean | undefined
  /** What `store` says upstream where the caller does not. Default: `false`. */
  readonly storeUpstream?: boolean | undefined
  readonly carryReasoning?: boolean | undefined
  /** End the streams of Responses callers in `data: [DONE]` too. */
  readonly doneMarker?: boolean | undefined
  /** Call again when the upstream fails before it answers. Default: `false`. */
  readonly retry?: RetryOptions | boolean | undefined
  readonly timeouts?: ServerTimeouts | undefined
  /** Milliseconds of silence after which a stream gets a comment. 0: never. Default: 15000. */
  readonly keepAlive?: number | undefined
  readonly limits?: Partial<BodyLimits> | undefined
  /** The model to ask for instead of the one the caller named; undefined leaves the name alone. */
  readonly aliases?: ((model: string) => string | undefined) | undefined
  /** Decodes compressed request bodies. Default: gzip and deflate, as web-standard runtimes can. */
  readonly decode?: DecodeBody | undefined
  /** SHA-256, of keys. Default: the web's, which costs several times what Node's own does. */
  readonly digest?: DigestText | undefined
  readonly observers?: readonly CallObserver[] | undefined
  /** What `/metrics` answers. Without it, the route is a 404. */
  readonly metrics?: (() => Promise<MetricsPage>) | undefined
  /** A sentence about the server itself, for its log; about no single call. */
  readonly notice?: ((sentence: string) => void) | undefined
  /** What is kept between calls, for routes the upstream does not have. Default: nothing is, and they pass through. */
  readonly state?: Omit<StateOptions, 'forward' | 'notice'> | undefined
  /** The fetch underneath. Default: the global one. */
  readonly fetch?: typeof fetch | undefined
  readonly clock?: Clock | undefined
  /** Ids of requests. Default: `req_` and 128 random bits. */
  readonly requestId?: (() => string) | undefined
}

export interface ServerTimeouts {
  /** Milliseconds until a connection stands, where the transport can tell (Node's). Default: 10000. */
  readonly connect?: number | undefined
  /** Milliseconds until the headers of the upstream's answer. Default: 600000. */
  readonly headers?: number | undefined
  /** Milliseconds between two pieces of the upstream's answer. Default: 300000. */
  readonly idle?: number | undefined
}

export interface BodyLimits {
  /** Bytes of a request body, after decompression. Default: 32 Mi. */
  readonly bytes: number
  /** How deep its JSON may nest. Default: 512. */
  readonly depth: number
}

export interface MetricsPage {
  readonly contentType: string
  readonly body: string
}

/** What is known of a call when its headers have been read. Every one of these is followed by one `end`. */
export interface CallStart {
  /** The bridge's own id of the call; `x-request-id` of the answer where the upstream gives none. */
  readonly id: string
  readonly method: string
  /** `chat` and `responses` are the create routes; `other` is whatever passes through under `/v1`. */
  readonly route: 'chat' | 'responses' | 'other'
  /** The caller's `traceparent`, if it sent one. */
  readonly traceparent: string | undefined
}

/** Watches calls: the log, the metrics, the traces. What it throws is ignored; it must not cost a caller an answer. */
export interface CallObserver {
  started(start: CallStart): CallObservation | undefined
}

export interface CallObservation {
  /** Set on the upstream request, over what the caller sent: `traceparent` of the span, for instance. */
  readonly upstreamHeaders?: Readonly<Record<string, string>>
  /** The answer is a stream, and begins now. */
  streaming?(): void
  /** Called once, at the very end, however the call ended. No field holds content, a key or a URL. */
  end(line: ServedCall): void
}

/** `CallLine`, with what a server knows beside it. */
export interface ServedCall extends CallLine {
  readonly id: string
  readonly method: string
  readonly route: CallStart['route']
  /** The model asked for upstream, where an alias made it another one than `model`. */
  readonly mappedModel?: string
  /** Code of the error the caller got, if it got one: `invalid_json`, `upstream_error` … */
  readonly errorCode?: string
  /** The losses themselves, at most a hundred; a pointer stops at the last key that is documented. */
  readonly lossList: readonly Pick<Loss, 'path' | 'code' | 'effect'>[]
}

/**
 * The decoded body. `coding` is the lower-cased `content-encoding`, never `identity`. Throws `RefusedCall`: 413 when more
 * than `limits.bytes` come out, 400 when the data is corrupt, 415 for a coding it does not know or more than one.
 */
export type DecodeBody = (body: AsyncIterable<Uint8Array>, coding: string, limits: BodyLimits) => Promise<Uint8Array>

export type DigestText = (text: string) => Uint8Array | Promise<Uint8Array>

/** A call that is answered by the server itself, in the caller's API error form. The message quotes nothing. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall'
  readonly status: number
  readonly code: string
  readonly param: string | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    { param = null, headers = {} }: { param?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.param = param
    this.headers = headers
  }
}
