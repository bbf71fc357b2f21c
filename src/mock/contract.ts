// What a caller of the mock sees of it: its options, what it recorded, and the handler.
import type { Answer } from './answer.ts'
import type { Api } from './route.ts'

export interface MockOptions {
  /** What it speaks; the other API is an unknown URL. Default: both. */
  api?: Api | 'both'
  /** Answers to give, in this order; once they are used up, the mock answers by itself. Refused requests use none. */
  script?: readonly Answer[]
  /** The model that results name, for instance a dated snapshot. Default: the one that was asked for. */
  model?: string
  /** The only models there are. Default: any. */
  models?: readonly string[]
  /** Only this key is let in. Default: anybody. */
  apiKey?: string
  /** Unix seconds. Default: a clock that stands still. */
  now?: () => number
  /** Ids by prefix (`resp_`, `chatcmpl-`, `msg_`, `fc_`, `call_` …). Default: the prefix, `mock` and a counter. */
  id?: (prefix: string) => string
  /** Milliseconds before every answer, and before each further event. Default: none. */
  delay?: number
  pace?: number
  /** How many of the newest requests are kept. Default: all. */
  keep?: number
}

export interface RecordedRequest {
  /** Undefined when the path belongs to neither API. */
  api: Api | undefined
  method: string
  url: string
  headers: Record<string, string>
  /** Parsed JSON, or the text where it is not JSON. */
  body: unknown
  /** The caller went away before the answer was complete. */
  aborted: boolean
}

export interface Mock {
  fetch(request: Request): Promise<Response>
  readonly requests: RecordedRequest[]
  /** How many callers went away before their answer was complete. */
  readonly aborted: number
}
